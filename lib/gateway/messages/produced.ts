import { countText, NOTHING_COUNTED, type TextCount } from './estimate.ts';
import type { ContentDelta, StreamEvent } from './events.ts';
import type { OutputBlock } from './response.ts';

/** Output that upstream has produced, whether or not the customer sees it. */
export interface Produced {
  readonly text: TextCount;
  /** The part of it that the current block has shown of the thinking, in twentieths of a token. */
  readonly shownThinking: number;
}

export const NOTHING_PRODUCED: Produced = { text: NOTHING_COUNTED, shownThinking: 0 };

export function addEvent(produced: Produced, event: StreamEvent, lettersPerToken: number): Produced {
  if (event.type === 'content_block_start') return addBlock(produced, event.content_block, lettersPerToken);
  if (event.type === 'content_block_delta') return addDelta(produced, event.delta, lettersPerToken);
  return produced;
}

export function addBlock(produced: Produced, block: OutputBlock, lettersPerToken: number): Produced {
  const before = { ...produced, shownThinking: 0 };
  switch (block.type) {
    case 'text':
      return addText(before, block.text, lettersPerToken);
    case 'tool_use':
      return addText(before, block.name + argumentsOf(block), lettersPerToken);
    case 'thinking':
      return addSealed(addThinking(before, block.thinking, lettersPerToken), block.signature ?? '');
    case 'redacted_thinking':
      return addSealed(before, block.data);
    case 'unknown':
      return before;
  }
}

function addDelta(produced: Produced, delta: ContentDelta, lettersPerToken: number): Produced {
  switch (delta.type) {
    case 'text_delta':
      return addText(produced, delta.text, lettersPerToken);
    case 'input_json_delta':
      return addText(produced, delta.partial_json ?? '', lettersPerToken);
    case 'thinking_delta':
      return addThinking(produced, delta.thinking, lettersPerToken);
    case 'signature_delta':
      return addSealed(produced, delta.signature);
    case 'unknown':
      return produced;
  }
}

const addText = (produced: Produced, text: string, lettersPerToken: number): Produced => ({
  ...produced,
  text: countText(produced.text, text, lettersPerToken),
});

function addThinking(produced: Produced, text: string, lettersPerToken: number): Produced {
  const added = addText(produced, text, lettersPerToken);
  return { ...added, shownThinking: produced.shownThinking + added.text.twentieths - produced.text.twentieths };
}

/** In every recorded signature, about this many characters do not depend on the thinking. */
const SEAL_LENGTH = 240;
/** Base64 has four characters for three bytes, and recorded thinking has at most four bytes per token. */
const TWENTIETHS_PER_FOUR = 15;

/** A signature is the whole encrypted thinking: its length tells the amount when little or nothing was shown. */
function addSealed({ text, shownThinking }: Produced, sealed: string): Produced {
  const whole = Math.floor((Math.max(0, sealed.length - SEAL_LENGTH) * TWENTIETHS_PER_FOUR) / 4);
  const hidden = Math.max(0, whole - shownThinking);
  return { text: { ...text, twentieths: text.twentieths + hidden }, shownThinking: shownThinking + hidden };
}

/** Arguments that are streamed begin as an empty object. */
function argumentsOf({ input, rawInput }: Extract<OutputBlock, { type: 'tool_use' }>): string {
  if (rawInput !== undefined) return rawInput;
  return Object.keys(input).length > 0 ? JSON.stringify(input) : '';
}
