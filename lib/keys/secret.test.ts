import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateKey, hashKey, hintOf, parseKey, redactKeys } from './secret.ts';

const ALPHABET = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
const mode = fc.constantFrom('live' as const, 'test' as const);
const key = fc
  .tuple(mode, fc.uint8Array({ minLength: 64, maxLength: 64 }))
  .map(([mode, bytes]) => generateKey(mode, () => bytes.map((byte) => byte % 248)));

describe('a generated key', () => {
  it.each(['live', 'test'] as const)('carries its mode: %s', (mode) => {
    const secret = generateKey(mode, randomBytes);
    expect(secret).toMatch(new RegExp(`^th-${mode}-[0-9A-Za-z]{49}$`));
    expect(parseKey(secret)).toEqual({ kind: 'current', mode });
  });

  it('draws each character with equal probability: biased bytes are rejected', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => (index + 248) % 256);
    let drawn = 0;
    const everyByteOnce = (size: number) => {
      drawn += size;
      return bytes.subarray(drawn - size, drawn);
    };
    const letters = generateKey('live', everyByteOnce).slice('th-live-'.length, -6);
    expect(letters).toBe('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg');
  });
});

describe('the checksum', () => {
  it('detects any change of a single character', () => {
    const change = fc.record({ secret: key, at: fc.nat(), to: fc.constantFrom(...ALPHABET) });
    fc.assert(
      fc.property(change, ({ secret, at, to }) => {
        const index = 'th-live-'.length + (at % (secret.length - 'th-live-'.length));
        fc.pre(secret[index] !== to);
        const changed = secret.slice(0, index) + to + secret.slice(index + 1);
        expect(parseKey(changed)).toEqual({ kind: 'malformed', reason: 'checksum' });
      }),
    );
  });

  it('covers the prefix: a test key cannot be turned into a live one', () => {
    const secret = generateKey('test', randomBytes);
    expect(parseKey(secret.replace('th-test-', 'th-live-')).kind).toBe('malformed');
  });

  it('never accepts a truncated key', () => {
    fc.assert(
      fc.property(
        key,
        fc.integer({ min: 1, max: 60 }),
        (secret, cut) => parseKey(secret.slice(0, -cut)).kind !== 'current',
      ),
    );
  });
});

it.each([
  ['th-xxxxxxxxxxxxxxxxxxxx', 'legacy'],
  ['th-your-api-key', 'legacy'],
  ['th-abc', 'malformed'],
  ['th-live-short', 'malformed'],
  ['th-test-', 'malformed'],
  ['sk-ant-api03-xxxxxxxxxxxxxxxx', 'malformed'],
  ['', 'malformed'],
  [`th-${'x'.repeat(201)}`, 'malformed'],
  ['th-xxxxxxxxxxxx\n', 'malformed'],
  ["th-x' OR 1=1 --xxxx", 'malformed'],
])('reads %j as %s', (text, kind) => expect(parseKey(text).kind).toBe(kind));

it('shows a key by its prefix and last four characters only', () => {
  expect(hintOf('th-live-0123456789abcd')).toBe('th-live-…abcd');
  expect(hintOf('th-0123456789abcd')).toBe('th-…abcd');
});

it('stores 32 bytes that differ for every key', () => {
  expect(hashKey(generateKey('live', randomBytes))).toHaveLength(32);
  expect(hashKey('th-a').equals(hashKey('th-b'))).toBe(false);
});

const secret = generateKey('live', randomBytes);

it.each([
  ['in a sentence', `the key ${secret} failed`, 'the key th-… failed'],
  ['in a header', `authorization: Bearer ${secret}`, 'authorization: Bearer …'],
  ['in a header of another kind of token', 'Authorization: bearer eyJhbGciOi.x.y', 'Authorization: Bearer …'],
  ['in JSON', `{"key":"${secret}"}`, '{"key":"th-…"}'],
  ['in a URL', `/v1?key=${secret}&x=1`, '/v1?key=th-…&x=1'],
  ['after an underscore', `old_${secret}`, 'old_th-…'],
  ['of the old shape', 'th-xxxxxxxxxxxx-yy_zz', 'th-…'],
  ['of Anthropic', 'x-api-key: sk-ant-api03-AbC_d-9', 'x-api-key: sk-ant-…'],
  ['of a Stripe webhook', 'whsec_abc+/DEF=', 'whsec_…'],
  ['twice', `${secret},${secret}`, 'th-…,th-…'],
])('removes a secret %s', (_where, text, expected) => expect(redactKeys(text)).toBe(expected));

it.each(['the depth-first path', 'both-sides', 'a th-live- prefix'])('leaves %j alone', (text) =>
  expect(redactKeys(text)).toBe(text),
);
