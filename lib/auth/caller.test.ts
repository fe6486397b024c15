import { describe, expect, it } from 'vitest';
import { isOwnOrigin } from './caller.ts';

const URL_ = 'https://hub.example';

describe('a form sent to a configured address', () => {
  it.each([
    ['https://hub.example', true],
    [null, false],
    ['', false],
    ['null', false],
    ['http://hub.example', false],
    ['https://hub.example:8443', false],
    ['https://sub.hub.example', false],
    ['https://hub.example.evil.example', false],
    ['https://evil.example', false],
    ['https://hub.example/', false],
    ['https://hub.example@evil.example', false],
    ['HTTPS://hub.example', false],
    ['https://hub.example https://evil.example', false],
    ['file://', false],
    ['chrome-extension://abc', false],
  ])('from %j: %s', (origin, isOwn) => {
    for (const host of ['hub.example', 'evil.example', null]) expect(isOwnOrigin({ origin, host }, URL_)).toBe(isOwn);
  });
});

describe('a form sent where no address is configured', () => {
  it.each([
    ['http://localhost:3000', 'localhost:3000', true],
    ['http://192.168.1.5:3000', '192.168.1.5:3000', true],
    ['http://localhost:3000', 'localhost:3001', false],
    ['http://evil.example', 'localhost:3000', false],
    ['null', 'null', false],
    [null, 'localhost:3000', false],
    ['http://localhost:3000', null, false],
    ['ftp://localhost:3000', 'localhost:3000', false],
    ['http://evil@localhost:3000', 'localhost:3000', false],
    ['http://localhost:3000/', 'localhost:3000', false],
  ])('from %j to %j: %s', (origin, host, isOwn) => expect(isOwnOrigin({ origin, host }, undefined)).toBe(isOwn));
});

describe('a form sent to an installation on this machine', () => {
  it.each([
    ['http://localhost:3000', 'localhost:3000', true],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['http://[::1]:3000', '[::1]:3000', true],
    ['http://127.0.0.1:3000', 'localhost:3000', false],
    ['http://127.0.0.1:3001', '127.0.0.1:3001', false],
    ['https://127.0.0.1:3000', '127.0.0.1:3000', false],
    ['http://127.0.0.2:3000', '127.0.0.2:3000', false],
    ['http://evil.example:3000', 'evil.example:3000', false],
    ['http://127.0.0.1:3000', null, false],
  ])('from %j to %j: %s', (origin, host, isOwn) =>
    expect(isOwnOrigin({ origin, host }, 'http://localhost:3000')).toBe(isOwn),
  );

  it('does not accept this machine where another address is configured', () =>
    expect(isOwnOrigin({ origin: 'http://127.0.0.1', host: '127.0.0.1' }, 'http://hub.example')).toBe(false));
});
