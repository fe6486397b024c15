import type { Locale } from '#lib/i18n/locales.ts';
import { findWord } from './find-word.ts';
import { foldWithPlaces } from './fold.ts';

const LENGTH = 110;
const BEFORE = 30;

/** Some words of a text around the first that was looked for, or its beginning. */
export function excerptOf(text: string, words: readonly string[], locale: Locale): string {
  const folded = foldWithPlaces(text);
  const found = words.map((word) => findWord(folded.text, word, locale)).filter((at) => at !== -1);
  const match = found.length === 0 ? 0 : (folded.places[Math.min(...found)] ?? 0);
  const from = startBefore(text, match);
  const cut = text.slice(from, from + LENGTH).trim();
  return `${from > 0 ? '…' : ''}${cut}${from + LENGTH < text.length ? '…' : ''}`;
}

/** A little before the match, at the beginning of a word where words are set apart. */
function startBefore(text: string, match: number): number {
  const start = match - BEFORE;
  if (start <= 0) return 0;
  const space = text.slice(start, match).indexOf(' ');
  return space === -1 ? start : start + space + 1;
}
