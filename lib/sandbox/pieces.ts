/** Lengths of successive pieces, small at first as upstream's are. */
const LENGTHS = [1, 6, 14, 9, 31, 20, 44, 12];

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** Cuts a text into the pieces of its deltas, never inside a character; the same text always the same way. */
export function toPieces(text: string, lengthAt = (index: number) => LENGTHS[index % LENGTHS.length] ?? 1): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from + Math.max(1, lengthAt(pieces.length));
    if (isLowSurrogate(text.charCodeAt(to))) to += 1;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

/** Exactly this many pieces of nearly one length; fewer only where the text has fewer characters. */
export function toEqualPieces(text: string, count: number): string[] {
  const end = (index: number) => Math.round((text.length * index) / count);
  return toPieces(text, (index) => end(index + 1) - end(index));
}
