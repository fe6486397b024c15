import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ADJUSTMENT_ACTIONS } from '#lib/gateway/messages/adjustment.ts';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#lib/i18n/locales.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { PROGRAMS, SAMPLE_TOPICS } from '#lib/samples/read.ts';
import { GUIDES, type GuideSlug } from './contents.ts';
import { ALL_CODES, readErrorTexts } from './errors.ts';
import { guideFile, headingsOf, isStale, readGuide } from './guide.ts';
import { allPaths, pathname } from './page.ts';
import { isTable } from './tables/generated.ts';

const every = LOCALES.flatMap((locale) => GUIDES.map((slug) => [locale, slug] as const));
const translations = every.filter(([locale]) => locale !== DEFAULT_LOCALE);
const fences = (locale: Locale, slug: GuideSlug) => readGuide(locale, slug).body.match(/^```[\s\S]*?^```$/gm) ?? [];
const tags = (locale: Locale, slug: GuideSlug) => readGuide(locale, slug).body.match(/<[A-Z]\w+[^>]*\/>/g) ?? [];
const ids = (locale: Locale, slug: GuideSlug) => headingsOf(readGuide(locale, slug).body).map(({ id }) => id);

/** Pages and files that exist, and of the portal those that guides may lead to. */
const FILES = ['/openapi.json', '/pricing.json', '/llms.txt', '/llms-full.txt'];
const PORTAL = [
  ...[
    '/keys',
    '/usage',
    '/logs',
    '/playground',
    '/settings/alerts',
    '/settings/webhooks',
    '/settings/content',
    '/sign-up',
  ],
  ...['/billing', '/billing/statement', '/billing/monthly', '/billing/automatic', '/billing/limits'],
];
const PAGES = new Set([
  ...allPaths().map(pathname),
  '/models',
  '/models/compare',
  '/models/calculator',
  '/changelog',
  ...CATALOG.map(({ id }) => `/models/${id}`),
  ...FILES,
  ...PORTAL,
]);

const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/(?<!\[)`[^`\n]+`/g, '');
const linksIn = (text: string) => [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = '']) => href);

function isBroken(href: string, locale: Locale, here: GuideSlug | null): boolean {
  if (/^https?:/.test(href)) return false;
  const [path = '', id] = href.split('#');
  const slug = path === '' ? here : (path.replace('/docs/', '') as GuideSlug);
  if (path !== '' && !PAGES.has(path)) return true;
  return id !== undefined && (slug === null || !GUIDES.includes(slug) || !ids(locale, slug).includes(id));
}

describe('the guides', () => {
  it('are all in the contents, and all in every language', () => {
    const files = readdirSync('content/docs').filter((name) => name.endsWith('.mdx'));
    const expected = every.map(([locale, slug]) => guideFile(locale, slug).replace('content/docs/', ''));
    expect(files.sort()).toEqual(expected.sort());
  });

  it.each(every)('lead from %s/%s only to pages and places that exist', (locale, slug) => {
    expect(linksIn(readGuide(locale, slug).body).filter((href) => isBroken(href, locale, slug))).toEqual([]);
  });

  it.each(LOCALES)('explain in %s every adjustment code', (locale) => {
    const { body } = readGuide(locale, 'compatibility');
    const explained = body.split('\n').flatMap((line) => /^\| (`\w+`.*?) \|/.exec(line)?.[1]?.match(/\w+/g) ?? []);
    expect(ADJUSTMENT_ACTIONS.filter((word) => !explained.includes(word))).toEqual([]);
  });

  it.each(every)('include in %s/%s only tables and samples that exist', (locale, slug) => {
    const unknown = tags(locale, slug).filter((tag) => {
      const [, table] = /^<Generated table="(\w+)" \/>$/.exec(tag) ?? [];
      const [, topic] = /^<Sample topic="(\w+)" \/>$/.exec(tag) ?? [];
      const [, name] = /^<Program name="([\w-]+)" \/>$/.exec(tag) ?? [];
      const isSample = SAMPLE_TOPICS.some((known) => known === topic) || PROGRAMS.some((known) => known === name);
      return !(tag === '<BaseUrl />' || (table && isTable(table)) || isSample);
    });
    expect(unknown).toEqual([]);
  });

  it.each(every)('give each place in %s/%s one id of its own', (locale, slug) => {
    const { body } = readGuide(locale, slug);
    const marked = withoutCode(body).match(/^#{2,} .+$/gm) ?? [];
    expect(ids(locale, slug)).toHaveLength(marked.length);
    expect(new Set(ids(locale, slug)).size).toBe(marked.length);
  });
});

describe('a translation', () => {
  it.each(translations)('has in %s/%s the code of the English page, to the letter', (locale, slug) => {
    expect(fences(locale, slug)).toEqual(fences(DEFAULT_LOCALE, slug));
  });

  it.each(translations)('has in %s/%s the places, tables and samples of the English page', (locale, slug) => {
    expect(ids(locale, slug)).toEqual(ids(DEFAULT_LOCALE, slug));
    expect(tags(locale, slug)).toEqual(tags(DEFAULT_LOCALE, slug));
  });

  it.each(translations)('follows in %s/%s the present English page', (locale, slug) => {
    expect(isStale(readGuide(locale, slug), readGuide(DEFAULT_LOCALE, slug))).toBe(false);
  });

  it.each(translations)('has in %s/%s the links of the English page', (locale, slug) => {
    const hrefs = (of: Locale) => linksIn(readGuide(of, slug).body).sort();
    expect(hrefs(locale)).toEqual(hrefs(DEFAULT_LOCALE));
  });
});

describe.each(LOCALES)('the error texts in %s', (locale) => {
  const texts = readErrorTexts(locale);

  it('give the cause and the fix of every code', () => {
    expect(Object.keys(texts).sort()).toEqual([...ALL_CODES].sort());
    expect(ALL_CODES.filter((code) => !texts[code].cause.trim() || !texts[code].fix.trim())).toEqual([]);
  });

  it('lead only to pages and places that exist', () => {
    const links = ALL_CODES.flatMap((code) => linksIn(`${texts[code].cause} ${texts[code].fix}`));
    expect(links.filter((href) => isBroken(href, locale, null))).toEqual([]);
  });
});
