import { expect, it } from 'vitest';
import { canonicalEmail, findEmail } from './email.ts';

it.each([
  ['ada@example.com', 'ada@example.com', 'a plain address'],
  ['  ada@example.com ', 'ada@example.com', 'spaces around it'],
  ['\u3000ada@example.com\u00a0\r\n', 'ada@example.com', 'spaces of any kind around it'],
  ['Ada.Lovelace@Example.COM', 'ada.lovelace@example.com', 'capitals'],
  ['a＠b.com', 'a@b.com', 'the fullwidth @'],
  ['ａｄａ@example.com', 'ada@example.com', 'fullwidth letters'],
  ['\u212Aelvin@example.com', 'kelvin@example.com', 'the Kelvin sign'],
  ['ada+news@example.com', 'ada+news@example.com', 'a plus alias is another mailbox'],
  ['a.d.a@example.com', 'a.d.a@example.com', 'dots are another mailbox'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example', 'an umlaut in the domain'],
  ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example', 'a capital umlaut in the domain'],
  ['ada@bu\u0308cher.example', 'ada@xn--bcher-kva.example', 'a combining umlaut in the domain'],
  ['ada@ex\u0430mple.com', 'ada@xn--exmple-4nf.com', 'a Cyrillic letter makes another domain'],
  ["o'hara@example.com", "o'hara@example.com", 'an apostrophe'],
])('reads %j as %s: %s', (text, canonical) => expect(canonicalEmail(text)).toBe(canonical));

it.each([
  ['', 'nothing'],
  ['ada', 'no @'],
  ['@example.com', 'no name'],
  ['ada@', 'no domain'],
  ['ada@localhost', 'no dot in the domain'],
  ['ada@@example.com', 'two @'],
  ['ada@example.com@evil.example', 'a second domain'],
  ['ada＠x.example@evil.example', 'a second, fullwidth @'],
  ['ada@example.com\r\nBcc: eve@evil.example', 'a header smuggled in'],
  ['ada\u200b@example.com', 'a zero-width space'],
  ['ada@exam\u00adple.com', 'a soft hyphen'],
  ['\u202eada@example.com', 'reversed direction'],
  ['\u0430da@example.com', 'a Cyrillic letter in the name'],
  ['\u0130da@example.com', 'a dotted capital I'],
  ['ada lovelace@example.com', 'a space inside'],
  ['.ada@example.com', 'a dot first'],
  ['a..b@example.com', 'two dots'],
  ['ada@-example.com', 'a hyphen first'],
  ['ada@127.0.0.1', 'an IP address'],
  ['ada@[127.0.0.1]', 'an IP literal'],
  ['ada@example.com.', 'a dot last'],
  ['"ada"@example.com', 'quotes'],
  [`${'a'.repeat(65)}@example.com`, 'a name of 65 characters'],
  [`a@${'b.'.repeat(160)}com`, '324 characters'],
])('refuses %j: %s', (text) => expect(canonicalEmail(text)).toBeNull());

it('keeps the spelling for display', () =>
  expect(findEmail('Ada@Bücher.example')).toEqual({
    display: 'Ada@Bücher.example',
    canonical: 'ada@xn--bcher-kva.example',
  }));
