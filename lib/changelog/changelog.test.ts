import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseInline } from '#lib/docs/inline-markdown.ts';
import { allPaths, pathname } from '#lib/docs/page.ts';
import { LOCALES } from '#lib/i18n/locales.ts';
import { ENTRIES } from './entries.ts';
import { changelogFeed } from './feed.ts';
import { readChangelog } from './read.ts';

const PAGES = new Set([
  '/models',
  '/keys',
  '/playground',
  '/usage',
  '/logs',
  '/sign-up',
  '/settings/security',
  '/settings/content',
  '/billing',
  '/billing/statement',
  '/billing/limits',
  '/settings/webhooks',
  ...allPaths().map(pathname),
]);
const ids = ENTRIES.map(({ id }) => id);
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

it('has its entries from new to old, each with an id of its own', () => {
  const days = ENTRIES.map(({ date }) => date);
  expect(days.toSorted().reverse()).toEqual(days);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(LOCALES)('the changelog in %s', (locale) => {
  it('has a text for each entry, and no others', () => {
    const words = JSON.parse(readFileSync(`content/changelog/${locale}.json`, 'utf8'));
    expect(Object.keys(words).sort()).toEqual(ids.toSorted());
    expect(readChangelog(locale).filter(({ title, text }) => !title.trim() || !text.trim())).toEqual([]);
  });

  it('leads only to pages that exist', () => {
    const hrefs = readChangelog(locale)
      .flatMap(({ text }) => parseInline(text))
      .flatMap((part) => (part.kind === 'link' ? [part.href] : []));
    expect(hrefs.filter((href) => !PAGES.has(href))).toEqual([]);
  });

  it('is a feed with every entry, at absolute addresses', async () => {
    const feed = await changelogFeed({ locale, origin: 'https://hub.example' });
    const page = `https://hub.example/${locale}/changelog`;
    expect(all(feed, /<guid[^>]*>([^<]+)<\/guid>/g)).toEqual(ids.map((id) => `${page}#${id}`));
    expect(all(feed, /<link>([^<]+)<\/link>/g)).toEqual([page, ...ids.map((id) => `${page}#${id}`)]);
    expect(all(feed, /<atom:link href="([^"]+)"/g)).toEqual([`${page}.xml`]);
    expect(feed).toContain(`<language>${locale}</language>`);
  });
});
