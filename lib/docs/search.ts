import type { Locale } from '#lib/i18n/locales.ts';

/** A piece of the documentation that search can find and a link can lead to. */
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
  /** Some words around the first match. */
  excerpt: string;
}

/** By where a word stands. The title counts most for the beginning of its page, and less for the sections below it. */
const WEIGHTS = { title: 8, heading: 6, page: 4, text: 1 } as const;
/** A section that is called what was asked for comes before all that merely speak of it. */
const NAMED = 3;
const MOST_FINDINGS = 12;

/** Finds the sections that hold every word of the query, the best first. Word beginnings count; in Japanese and Chinese, any place. */
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

/** Words as the language divides them; Japanese and Chinese have no spaces to go by. Accents and case do not matter. */
function toWords(text: string, locale: Locale): string[] {
  const segments = new Intl.Segmenter(locale, { granularity: 'word' }).segment(fold(text));
  return [...segments].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

/** The sum over the words of the best place each stands in; zero when one of them is nowhere. */
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

/** Where a text has a word that begins so, or -1. Japanese and Chinese do not set words apart: there, any place counts. */
export function findWord(text: string, beginning: string, locale: Locale): number {
  if (locale === 'ja' || locale === 'zh') return text.indexOf(beginning);
  for (let at = text.indexOf(beginning); at !== -1; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at;
  }
  return -1;
}

/** Text without accents and case, as search compares it. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();

interface FoldedText {
  text: string;
  /** Where each of its characters comes from: folding makes some texts longer and some shorter. */
  places: readonly number[];
}

/** The same for a text of which a part will be shown. */
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
