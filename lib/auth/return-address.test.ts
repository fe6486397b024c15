import '#lib/testing/own-data.ts';
import { describe, expect, it } from 'vitest';
import { toNext, toReturnQuery } from './return-address.ts';

describe('where signing in leads on to', () => {
  it.each([
    ['what was asked for', '/de/settings/audit?before=x#y', '/de/settings/audit?before=x#y'],
    ['it in the language chosen since', '/fr/settings/audit?before=x', '/de/settings/audit?before=x'],
    ['a page without a language as it is', '/pricing.json', '/pricing.json'],
    ['a name that only begins like a language', '/design', '/design'],
    ['our own address as its path', 'http://localhost:3000/en/keys', '/de/keys'],
    ['the overview when nothing was asked for', undefined, '/de/overview'],
    ['the overview in place of another site', '//evil.example/de/keys', '/de/overview'],
    ['the overview in place of another site after a language', '/fr//evil.example', '/de//evil.example'],
    ['the overview in place of signing in again', '/fr/sign-in', '/de/overview'],
  ])('is %s', (_, asked, next) => expect(toNext(asked, 'de')).toBe(next));
});

describe('the query that tells another page of it', () => {
  it.each([
    ['names the page', '/de/keys?a=b', '?callbackUrl=%2Fde%2Fkeys%3Fa%3Db'],
    ['in the language chosen since', '/en/keys', '?callbackUrl=%2Fde%2Fkeys'],
    ['is empty for the overview', '/en/overview', ''],
    ['is empty for another site', 'https://evil.example/', ''],
  ])('%s', (_, next, query) => expect(toReturnQuery({ locale: 'de', next })).toBe(query));
});
