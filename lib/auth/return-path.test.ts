import { describe, expect, it } from 'vitest';
import { safeReturnPath, safeReturnUrl } from './return-path.ts';

const OWN = 'https://hub.example';
const EVIL = 'evil.example';

/** Ways to write an address that some parser, somewhere, follows to another host. */
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
    // Whatever comes back, every browser must read it as a path of this very site.
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
