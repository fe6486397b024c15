import type { DraftBlock } from './draft.ts';
import { countText, cutText } from './text-tokens.ts';

export interface Cut {
  blocks: (DraftBlock & { isCut?: true })[];
  /** The matched stop sequence, or `length` when the tokens ran out; undefined for a complete answer. */
  stop?: { sequence: string } | 'length';
}

export const tokensOf = (block: DraftBlock): number =>
  block.type === 'tool_use' ? countText(block.name) + countText(block.json) : countText(block.text);

function firstStop(text: string, sequences: readonly string[]) {
  let first: { at: number; sequence: string } | undefined;
  for (const sequence of sequences) {
    const at = text.indexOf(sequence);
    if (at !== -1 && (!first || at < first.at)) first = { at, sequence };
  }
  return first;
}

/** Ends the answer before the first stop sequence. Thinking and tool calls are not searched. */
export function cutAtStop(blocks: readonly DraftBlock[], sequences: readonly string[]): Cut {
  for (const [index, block] of blocks.entries()) {
    const met = block.type === 'text' ? firstStop(block.text, sequences) : undefined;
    if (!met || block.type !== 'text') continue;
    const rest = met.at === 0 ? [] : [{ ...block, text: block.text.slice(0, met.at) }];
    return { blocks: [...blocks.slice(0, index), ...rest], stop: { sequence: met.sequence } };
  }
  return { blocks: [...blocks] };
}

/** A tool call needs tokens for its whole name; the rest goes to its arguments. */
function cutBlock(block: DraftBlock, tokens: number): DraftBlock | null {
  if (block.type !== 'tool_use') return tokens > 0 ? { ...block, text: cutText(block.text, tokens) } : null;
  const left = tokens - countText(block.name);
  return left >= 0 ? { ...block, json: cutText(block.json, left) } : null;
}

/** Ends the answer where its tokens run out. */
export function cutAtLength({ blocks, stop }: Cut, maxTokens: number): Cut {
  let left = maxTokens;
  for (const [index, block] of blocks.entries()) {
    const tokens = tokensOf(block);
    if (tokens > left) {
      const part = cutBlock(block, left);
      return {
        blocks: [...blocks.slice(0, index), ...(part ? [{ ...part, isCut: true as const }] : [])],
        stop: 'length',
      };
    }
    left -= tokens;
  }
  return { blocks, stop };
}
