import type { StreamEvent } from '../messages/events.ts';

type Piece = Extract<StreamEvent, { type: 'content_block_delta' }>;

/**
 * Joins characters that upstream cut between two pieces of a block: JSON escapes allow half an emoji, and UTF-8 readers
 * do not.
 */
export class WholeCharacters {
  /** By block, the piece whose half character still waits for the other half. */
  readonly #halves = new Map<number, Piece>();

  /** Returns the piece without its half character, or null when nothing is left of it. */
  join(piece: Piece): Piece | null {
    const text = textOf(piece);
    const half = this.#halves.get(piece.index);
    if (text === '' || (half === undefined && text.isWellFormed())) return piece;
    this.#halves.delete(piece.index);
    const both = half === undefined ? text : textOf(half) + text;
    const told = isHigh(both.charCodeAt(both.length - 1)) ? both.slice(0, -1) : both;
    if (told !== both) this.#halves.set(piece.index, withText(piece, both.slice(-1)));
    return told === '' ? null : withText(piece, told.toWellFormed());
  }

  /** Returns the rest at the end of a block: a half without its other half becomes U+FFFD. */
  end(index: number): Piece | null {
    const half = this.#halves.get(index);
    this.#halves.delete(index);
    return half ? withText(half, '\ufffd') : null;
  }
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

function textOf({ delta }: Piece): string {
  if (delta.type === 'text_delta') return delta.text;
  if (delta.type === 'input_json_delta') return delta.partial_json ?? '';
  return delta.type === 'thinking_delta' ? delta.thinking : '';
}

function withText(piece: Piece, text: string): Piece {
  const { delta } = piece;
  if (delta.type === 'text_delta') return { ...piece, delta: { ...delta, text } };
  if (delta.type === 'input_json_delta') return { ...piece, delta: { ...delta, partial_json: text } };
  return delta.type === 'thinking_delta' ? { ...piece, delta: { ...delta, thinking: text } } : piece;
}
