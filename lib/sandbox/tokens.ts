import type { ContentBlock, MessagesRequest, Tool } from '#lib/gateway/messages/request.ts';
import { countText } from './text-tokens.ts';

/** Tokens added to those of the texts. Documented in README.md, so that a bill can be recomputed. */
export const FIXED_TOKENS = { message: 4, tool: 12, toolResult: 4, image: 1_000, pdf: 2_000 } as const;

const countJson = (value: unknown): number => countText(JSON.stringify(value));

export const countTool = ({ name, description = '', input_schema }: Tool): number =>
  FIXED_TOKENS.tool + countText(name) + countText(description) + countJson(input_schema);

export function countBlock(block: ContentBlock): number {
  switch (block.type) {
    case 'text':
      return countText(block.text);
    case 'image':
      return FIXED_TOKENS.image;
    case 'document':
      return block.source.type === 'text' ? countText(block.source.data) : FIXED_TOKENS.pdf;
    case 'tool_use':
      return countText(block.name) + countJson(block.input);
    case 'tool_result':
      return sumBlocks(block.content ?? []) + FIXED_TOKENS.toolResult;
    case 'thinking':
      return countText(block.thinking);
    case 'redacted_thinking':
      return countText(block.data);
  }
}

function sumBlocks(blocks: readonly ContentBlock[]): number {
  let tokens = 0;
  for (const block of blocks) tokens += countBlock(block);
  return tokens;
}

/** The schema of a structured answer is sent as a hidden instruction, and its tokens count. */
export const countFormat = ({ output_config }: MessagesRequest): number =>
  output_config?.format ? countJson(output_config.format.schema) : 0;

/** All input tokens of a request, cached or not. */
export function countPrompt(request: MessagesRequest): number {
  let tokens = countFormat(request);
  for (const tool of request.tools ?? []) tokens += countTool(tool);
  tokens += sumBlocks(request.system ?? []);
  for (const { content } of request.messages) tokens += FIXED_TOKENS.message + sumBlocks(content);
  return tokens;
}
