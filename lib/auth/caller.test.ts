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
