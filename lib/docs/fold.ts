/** Text without accents and case, as search compares it. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();

export interface FoldedText {
  text: string;
  /** Where each of its characters comes from: folding makes some texts longer and some shorter. */
  places: readonly number[];
}

/** The same for a text of which a part will be shown. */
export function foldWithPlaces(text: string): FoldedText {
  const pieces: string[] = [];
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const folded = fold(character);
    pieces.push(folded);
    for (let i = 0; i < folded.length; i += 1) places.push(at);
    at += character.length;
  }
  return { text: pieces.join(''), places };
}
