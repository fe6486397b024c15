import type { Locale } from '#lib/i18n/locales.ts';

/** A linkable section of the documentation, as search finds it. */
export interface Section {
  /** Without the language: `/docs/billing#holds`. */
  href: string;
  page: string;
  /** Empty for the beginning of a page. */
  heading: string;
  text: string;
}

interface Finding {
  section: Section;
  /** The text around the first match. */
  excerpt: string;
}

/** Weights by the place of a match. A page's title counts more for its first section than for those below. */
const WEIGHTS = { title: 8, heading: 6, page: 4, text: 1 } as const;
/** Multiplies the score of a section whose title is the query. */
const NAMED = 3;
const MOST_FINDINGS = 12;

/**
 * Finds the sections with every word of the query, best first. Words match by prefix; in Japanese and Chinese,
 * anywhere.
 */
export function searchSections(query: string, sections: readonly Section[], locale: Locale): Finding[] {
  const words = toWords(query, locale);
  if (words.length === 0) return [];
  return sections
    .map((section) => ({ section, score: scoreOf(section, words, locale) * (isNamed(section, query) ? NAMED : 1) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_FINDINGS)
    .map(({ section }) => ({ section, excerpt: excerptOf(section.text, words, locale) }));
}

/** Splits a text by the language's rules, since Japanese and Chinese have no spaces. Accents and case are removed. */
function toWords(text: string, locale: Locale): string[] {
  const segments = new Intl.Segmenter(locale, { granularity: 'word' }).segment(fold(text));
  return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** The sum of each word's best weight; zero when a word does not occur. */
function scoreOf(section: Section, words: readonly string[], locale: Locale): number {
  const { heading, page, text } = section;
  const places = [
    { said: fold(page), weight: heading === '' ? WEIGHTS.title : WEIGHTS.page },
    { said: fold(heading), weight: WEIGHTS.heading },
    { said: fold(text), weight: WEIGHTS.text },
  ];
  const scores = words.map((word) =>
    Math.max(...places.map(({ said, weight }) => (findWord(said, word, locale) === -1 ? 0 : weight))),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

const isNamed = ({ heading, page }: Section, query: string): boolean =>
  [heading, page].some((name) => fold(name) === fold(query.trim()));

const LENGTH = 110;
const BEFORE = 30;

/** An excerpt around the first match, or the beginning of the text. */
export function excerptOf(text: string, words: readonly string[], locale: Locale): string {
  const folded = foldWithPlaces(text);
  const found = words.map((word) => findWord(folded.text, word, locale)).filter((at) => at !== -1);
  const match = found.length === 0 ? 0 : (folded.places[Math.min(...found)] ?? 0);
  const from = startBefore(text, match);
  const cut = text.slice(from, from + LENGTH).trim();
  return `${from > 0 ? '…' : ''}${cut}${from + LENGTH < text.length ? '…' : ''}`;
}

/** The start of the excerpt: shortly before the match, at a word boundary if the language has them. */
function startBefore(text: string, match: number): number {
  const start = match - BEFORE;
  if (start <= 0) return 0;
  const space = text.slice(start, match).indexOf(' ');
  return space === -1 ? start : start + space + 1;
}

/** The index of the first word with this prefix, or -1. In Japanese and Chinese, any position counts. */
export function findWord(text: string, beginning: string, locale: Locale): number {
  if (locale === 'ja' || locale === 'zh') return text.indexOf(beginning);
  for (let at = text.indexOf(beginning); at !== -1; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}

/** Removes accents and case, for comparison. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();

interface FoldedText {
  text: string;
  /** The original index of each character: folding lengthens some texts and shortens others. */
  places: readonly number[];
}

/** Folds a text and keeps the original positions, for showing excerpts. */
function foldWithPlaces(text: string): FoldedText {
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
