import { countText, NOTHING_COUNTED, toTokens } from './estimate.ts';
import { addBlock, NOTHING_PRODUCED, type Produced } from './produced.ts';
import type { ContentBlock, MessagesRequest } from './request.ts';
import type { MessagesResponse } from './response.ts';
import { NO_USAGE, type Usage } from './usage.ts';

/** Input for estimating the counts that upstream left out. */
export interface Counting {
  request: Pick<MessagesRequest, 'system' | 'messages' | 'tools' | 'output_config' | 'max_tokens'>;
  /** See `Abilities`. */
  lettersPerToken: number;
}

interface Reported {
  usage: Usage | null;
  /** Whether the output count is final. */
  isFinal: boolean;
  produced: Produced;
}

export interface Counted {
  usage: Usage;
  /** Whether one of the counts is estimated. */
  isEstimated: boolean;
}

/** Upstream's counts, with estimates for the missing ones. Only the prompt's text is counted, none of it as cached. */
export function withMissingCounts({ usage, isFinal, produced }: Reported, counting: Counting): Counted {
  const known = usage ?? NO_USAGE;
  const { input_tokens = countPrompt(counting), output_tokens } = known;
  if (isFinal && output_tokens !== undefined)
    return { usage: { ...known, input_tokens }, isEstimated: known.input_tokens === undefined };
  const estimate = Math.min(toTokens(produced.text), counting.request.max_tokens);
  return {
    usage: { ...known, input_tokens, output_tokens: Math.max(output_tokens ?? 0, estimate) },
    isEstimated: true,
  };
}

/** Completes the counts of a whole answer. */
export function countAnswer(message: MessagesResponse, counting: Counting) {
  const produced = message.content.reduce(
    (sum, block) => addBlock(sum, block, counting.lettersPerToken),
    NOTHING_PRODUCED,
  );
  const { usage, isEstimated } = withMissingCounts({ usage: message.usage, isFinal: true, produced }, counting);
  return { message: { ...message, usage }, isEstimated };
}

function countPrompt({ request, lettersPerToken }: Counting): number {
  let count = NOTHING_COUNTED;
  for (const text of textsOf(request)) count = countText(count, text, lettersPerToken);
  return toTokens(count);
}

function* textsOf({ system = [], messages, tools = [], output_config }: Counting['request']): Generator<string> {
  for (const { text } of system) yield text;
  for (const tool of tools) yield tool.name + (tool.description ?? '') + JSON.stringify(tool.input_schema);
  for (const { content } of messages) for (const block of content) yield* textsIn(block);
  if (output_config?.format) yield JSON.stringify(output_config.format.schema);
}

function* textsIn(block: ContentBlock): Generator<string> {
  switch (block.type) {
    case 'text':
      yield block.text;
      return;
    case 'document':
      if (block.source.type === 'text') yield block.source.data;
      return;
    case 'tool_use':
      yield block.name + JSON.stringify(block.input);
      return;
    case 'tool_result':
      for (const part of block.content ?? []) yield* textsIn(part);
      return;
    case 'thinking':
      yield block.thinking;
      return;
    case 'image':
    case 'redacted_thinking':
  }
}
