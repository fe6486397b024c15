import { describe, expect, it } from 'vitest';
import { safeReturnPath, safeReturnUrl, toNext, toReturnQuery } from './return-path.ts';
import '#lib/testing/own-data.ts';

const OWN = 'https://hub.example';
const EVIL = 'evil.example';

/** Prefixes that some parser reads as an address at another host. */
const starts = [
  '//',
  '///',
  '////',
  '/\\',
  '\\\\',
  '\\/',
  '/\t/',
  '/\n/',
  '/\r/',
  '\t//',
  ' //',
  '/ /',
  '/\u00a0/',
  '/\u2028/',
];
const more = [
  '/.//',
  '/..//',
  '/./..//',
  '/a/..//',
  '/%2e//',
  '/%2e%2e//',
  '/\u0000/',
  '/\u200b/',
  '/\ufeff/',
  '\u00a0//',
];
const schemes = [
  'https:',
  'http:',
  'https:/',
  'https://',
  'https:\\\\',
  'HTTPS://',
  'hTtP:',
  'ftp://',
  'ws://',
  'javascript://',
];
const users = [
  'https://hub.example@',
  'https://hub.example%40',
  'https://hub.example:x@',
  '//hub.example@',
  'https://@',
];
const prefixes = [...starts, ...more, ...schemes, ...users];
const hosts = [EVIL, `${EVIL}/`, `${EVIL}/en/keys`, `${EVIL}:443/`, `${EVIL}%2f..`];
const scripts = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\nscript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
];
const others = [
  'vbscript:x',
  'about:blank',
  'blob:https://hub.example/x',
  'file:///etc/passwd',
  'mailto:a@b.example',
  'x',
];
const near = [
  `${OWN}.evil.example/`,
  `${OWN}evil.example/`,
  'https://sub.hub.example/',
  `${OWN}:8443/`,
  'http://hub.example/',
];
const doors = [
  '/api/auth/signout',
  '/api',
  '/en/sign-in',
  '/de/sign-in?x=1',
  '/sign-in',
  '/sign-up',
  '/en/sign-up#x',
  '/_next/data',
];
const empty = ['', ' ', 'en/keys', '?x', '#x', './keys', '../keys', `/${'a'.repeat(3_000)}`, '\\', '/\\'];
const forms = [
  ...prefixes.flatMap((prefix) => hosts.map((host) => prefix + host)),
  ...scripts,
  ...others,
  ...near,
  ...doors,
  ...empty,
];

it(`has a corpus of ${forms.length} forms, at least 200`, () =>
  expect(new Set(forms).size).toBeGreaterThanOrEqual(200));

describe('an address that leads elsewhere', () => {
  it.each(forms.map((form) => [form]))('%j is not followed', (form) => {
    const path = safeReturnPath(form, '/fallback');
    // Every browser must read the result as a path of this site.
    expect(new URL(path, OWN).origin).toBe(OWN);
    expect(path).toMatch(/^\/(?!\/)[^\\\s]*$/);
    expect(new URL(path, OWN).pathname).not.toMatch(/^\/(?:en\/)?sign-/);
    expect(new URL(safeReturnUrl(form, OWN)).origin).toBe(OWN);
  });
});

it.each([
  ['/en/keys', '/en/keys'],
  ['/de/usage?from=2026-11-01&model=claude#table', '/de/usage?from=2026-11-01&model=claude#table'],
  ['/en/logs?next=//evil.example', '/en/logs?next=//evil.example'],
  ['/ja/設定', '/ja/%E8%A8%AD%E5%AE%9A'],
  ['/en/a/../keys', '/en/keys'],
  ['/en/sign-ins', '/en/sign-ins'],
])('%j of our own is followed', (form, path) => expect(safeReturnPath(form, '/fallback')).toBe(path));

it('follows a whole address of our own', () =>
  expect(safeReturnUrl(`${OWN}/en/keys?x=1`, OWN)).toBe(`${OWN}/en/keys?x=1`));

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

describe('the query that passes it to another page', () => {
  it.each([
    ['names the page', '/de/keys?a=b', '?callbackUrl=%2Fde%2Fkeys%3Fa%3Db'],
    ['in the language chosen since', '/en/keys', '?callbackUrl=%2Fde%2Fkeys'],
    ['is empty for the overview', '/en/overview', ''],
    ['is empty for another site', 'https://evil.example/', ''],
  ])('%s', (_, next, query) => expect(toReturnQuery({ locale: 'de', next })).toBe(query));
});
