import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '#lib/i18n/locales.ts';
import { excerptOf, findWord, fold, type Section, searchSections } from './search.ts';
import { searchIndex } from './search-index.ts';

const indexes = new Map<Locale, Section[]>();
for (const locale of LOCALES) indexes.set(locale, await searchIndex(locale));
const find = (locale: Locale, query: string) =>
  searchSections(query, indexes.get(locale) ?? [], locale).map(({ section }) => section.href);

describe('search', () => {
  it.each<[Locale, string, string]>([
    ['en', 'who pays stream', '/docs/billing#stopped-streams'],
    ['de', 'obergrenze', '/docs/keys-and-caps#caps'],
    ['de', 'schlussel austauschen', '/docs/keys-and-caps#rotate'],
    ['fr', 'reçus', '/docs/billing#receipts'],
    ['fr', 'recus', '/docs/billing#receipts'],
    ['es', 'caché', '/docs/prompt-caching'],
    ['ja', '料金', '/docs/models-and-prices#prices'],
    ['ja', 'レート制限', '/docs/rate-limits'],
    ['zh', '流式输出', '/docs/streaming'],
    ['zh', '速率限制', '/docs/rate-limits'],
  ])('finds in %s for “%s” the page %s', (locale, query, href) => {
    expect(find(locale, query)).toContain(href);
  });

  it.each(LOCALES)('finds in %s an error code and a parameter by name', (locale) => {
    expect(find(locale, 'key_limit_reached')).toContain('/docs/errors/key_limit_reached');
    expect(find(locale, 'parallel_tool_calls')).toContain('/docs/chat-completions#parameters-parallel_tool_calls');
  });

  it.each(LOCALES)('shows text in %s without Markdown marks', (locale) => {
    const texts = (indexes.get(locale) ?? []).map(({ text }) => text);
    expect(texts.filter((text) => /--- |\| /.test(text))).toEqual([]);
  });

  it.each<[Locale, string, string]>([
    ['fr', 'clé', 'cle'],
    ['es', 'caché', 'cache'],
    ['es', 'petición', 'peticion'],
  ])('finds in %s the same for “%s” and “%s”, and shows where', (locale, accented, plain) => {
    const [one, other] = [accented, plain].map((query) => searchSections(query, indexes.get(locale) ?? [], locale));
    expect(one).toEqual(other);
    const findings = other?.filter(({ section }) => findWord(fold(section.text), plain, locale) !== -1) ?? [];
    expect(findings.length).toBeGreaterThan(6);
    for (const { excerpt } of findings) expect(fold(excerpt)).toContain(plain);
  });

  it('finds by the beginning of a word, while it is being typed', () => {
    expect(find('en', 'stre')).toContain('/docs/streaming');
  });

  it('wants every word', () => {
    expect(find('en', 'streaming xylophone')).toEqual([]);
    expect(find('en', ' ,. ')).toEqual([]);
  });

  it('ranks a heading above a mention', () => {
    expect(find('en', 'holds')[0]).toBe('/docs/billing#holds');
  });

  it('ranks a page about the topic above a section of another page', () => {
    expect(find('es', 'caché')[0]).toBe('/docs/prompt-caching');
  });
});

const FRENCH =
  'Éteindre un service, c’est parfois nécessaire : à défaut, une clé d’accès reste valable jusqu’à son échéance, et la règle s’applique partout.';

it.each(['cle', 'cl'])('shows the match of a word typed without its accents: %s', (word) => {
  expect(excerptOf(FRENCH, [word], 'fr')).toMatch(/^…\S.*une clé d’accès/);
});

it('shows the match at the beginning of a word, not inside another', () => {
  expect(excerptOf(`${'x '.repeat(20)}declared ${'y '.repeat(80)}clave`, ['cla'], 'es')).toContain('clave');
});

it('stays aligned when characters fold into several or none', () => {
  const text = `${'½ … ﬁn '.repeat(12)}e\u0301te\u0301 caché ${'z '.repeat(80)}`;
  expect(excerptOf(text, ['cache'], 'fr')).toMatch(/^….{0,40}caché/);
});

it('begins with a whole word, and in Japanese where it may', () => {
  const [, first = ''] = /^…(\S+)/.exec(excerptOf(FRENCH, ['valable'], 'fr')) ?? [];
  expect(FRENCH.split(' ')).toContain(first);
  const japanese = `${'あ'.repeat(60)}料金表${'い'.repeat(80)}`;
  expect(excerptOf(japanese, ['料金'], 'ja')).toMatch(/^…あ{30}料金表い+…$/);
});

it('is the beginning of a text that was found by its heading', () => {
  expect(excerptOf('A balance cannot go below zero.', ['holds'], 'en')).toBe('A balance cannot go below zero.');
});
