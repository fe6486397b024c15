import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LOCALE, type Locale } from '#lib/i18n/locales.ts';
import type { GuideSlug } from './contents.ts';

/** A guide's source: its front matter, and a body in MDX. */
export interface Guide {
  title: string;
  description: string;
  /** Of a translation: the hash of the English text it follows. */
  sourceHash: string | null;
  body: string;
}

const HEAD = /^---\n([\s\S]*?)\n---\n/;
const HASH_LENGTH = 12;

export const guideFile = (locale: Locale, slug: GuideSlug): string =>
  join('content/docs', locale === DEFAULT_LOCALE ? `${slug}.mdx` : `${slug}.${locale}.mdx`);

export const readGuide = (locale: Locale, slug: GuideSlug): Guide =>
  parseGuide(readFileSync(join(process.cwd(), guideFile(locale, slug)), 'utf8'));

/** @throws Error when a guide has no title or description */
export function parseGuide(text: string): Guide {
  const [whole = '', head = ''] = HEAD.exec(text) ?? [];
  const { title, description, sourceHash } = readHead(head);
  if (!title || !description) throw new Error('A guide needs a title and a description.');
  return { title, description, sourceHash: sourceHash ?? null, body: text.slice(whole.length).trim() };
}

function readHead(head: string): Record<string, string | undefined> {
  const pairs = [...head.matchAll(/^(\w+): (.+)$/gm)];
  return Object.fromEntries(pairs.map(([, name, value = '']) => [name, unquoted(value)]));
}

const unquoted = (value: string): string => (value.startsWith('"') ? (JSON.parse(value) as string) : value);

/** The hash that a translation stores: of every word of the English page. */
export const hashOf = ({ title, description, body }: Guide): string =>
  createHash('sha256').update([title, description, body].join('\n\n')).digest('hex').slice(0, HASH_LENGTH);

export const isStale = (translation: Guide, english: Guide): boolean => translation.sourceHash !== hashOf(english);

/** A heading with an anchor. Its id is the same in every language. */
export interface Heading {
  id: string;
  title: string;
  depth: 2 | 3;
}

const HEADING = /^(##|###) (.+?) \[#([a-z0-9-]+)\]$/gm;
const CODE = /^```[\s\S]*?^```/gm;

/** The headings of a guide's body, written as `## Title [#id]`. */
export const headingsOf = (body: string): Heading[] =>
  [...body.replace(CODE, '').matchAll(HEADING)].map(([, marks, title = '', id = '']) => ({
    id,
    title: title.replaceAll('`', ''),
    depth: marks === '##' ? 2 : 3,
  }));

/** Removes the heading ids, which plain Markdown does not have. */
export const withoutHeadingIds = (body: string): string => body.replace(HEADING, '$1 $2');
