import type { MessagesResponse, OutputBlock } from '../anthropic/response.ts';

/** Recorded answers have 4.5 to 4.9 characters per token, so this seldom charges more than upstream would have counted. */
const CHARACTERS_PER_TOKEN = 5;

/** How many tokens a text of this length has, when upstream does not say. */
export const estimateTokens = (characters: number): number => Math.ceil(characters / CHARACTERS_PER_TOKEN);

/** A whole answer whose output is counted: by upstream, or by us where its count is missing or makes no sense. */
export function withOutputCount(message: MessagesResponse): { message: MessagesResponse; isEstimated: boolean } {
  if (message.usage.output_tokens !== undefined) return { message, isEstimated: false };
  const characters = message.content.reduce((sum, block) => sum + lengthOf(block), 0);
  const usage = { ...message.usage, output_tokens: estimateTokens(characters) };
  return { message: { ...message, usage }, isEstimated: true };
}

function lengthOf(block: OutputBlock): number {
  if (block.type === 'text') return block.text.length;
  if (block.type === 'thinking') return block.thinking.length;
  return block.type === 'tool_use' ? (block.rawInput ?? JSON.stringify(block.input)).length : 0;
}
