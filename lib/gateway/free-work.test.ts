import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { generateKey } from '#lib/keys/secret.ts';
import { isFreeWork } from './free-work.ts';

const [test, live] = [generateKey('test', randomBytes), generateKey('live', randomBytes)];
const CHAT = '/api/v1/chat/completions';

const isFree = (url: string, headers: Record<string, string> = {}, method = 'POST') =>
  isFreeWork({ method, url, header: (name) => headers[name] });

it.each([
  ['a test key', CHAT, { authorization: `Bearer ${test}` }],
  ['a test key, as Anthropic’s clients send it', CHAT, { 'x-api-key': test }],
  ['a test key beside a placeholder', CHAT, { authorization: 'Bearer sk-anything', 'x-api-key': test }],
  ['a sample that a visitor runs', '/api/v1/demo/chat', {}],
])('is free: %s', (_, url, headers) => expect(isFree(url, headers)).toBe(true));

it.each([
  ['a live key', CHAT, { authorization: `Bearer ${live}` }],
  [
    'a live key that counts, beside a test key that does not',
    CHAT,
    { authorization: `Bearer ${live}`, 'x-api-key': test },
  ],
  ['no key', CHAT, {}],
  ['what only looks like a test key, and is refused where wrong keys are counted', CHAT, { 'x-api-key': `${test}x` }],
  ['another address that ends the same', '/api/v1/x/demo/', {}],
])('is not: %s', (_, url, headers) => expect(isFree(url, headers)).toBe(false));

it('is not where something is only looked up', () =>
  expect(isFree('/api/v1/key', { authorization: `Bearer ${test}` }, 'GET')).toBe(false));
