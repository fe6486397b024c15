import type { Locale } from '#lib/i18n/locales.ts';
import { excerptOf } from './excerpt.ts';
import { findWord } from './find-word.ts';
import { fold } from './fold.ts';

/** A piece of the documentation that search can find and a link can lead to. */
export interface Section {
  /** Without the language: `/docs/billing#holds`. */
  href: string;
  page: string;
  /** Empty for the beginning of a page. */
  heading: string;
  text: string;
}

export interface Finding {
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
