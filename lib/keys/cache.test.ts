import { beforeEach, expect, it } from 'vitest';
import { KeyCache } from './cache.ts';
import { type KeyRow, toVerifiedKey } from './verified-key.ts';

const limits = { requestsPerMinute: 1, tokensPerMinute: 1, concurrency: 1 };
const noLimits = { requestsPerMinute: null, tokensPerMinute: null, concurrency: null };
const row: KeyRow = {
  ...noLimits,
  id: 'key_1',
  accountId: 'acct_1',
  name: 'CI',
  mode: 'live',
  hash: new Uint8Array(32),
  models: [],
  allowedIps: [],
  acceptsSuccessors: false,
  retention: null,
  lastUsedAt: null,
  expiresAt: null,
  disabledAt: null,
  revokedAt: null,
  rotatedToId: null,
  account: { ...noLimits, acceptsSuccessors: false, retention: 'none', suspendedAt: null },
};
const keyOf = (id: string, accountId = 'acct_1') => toVerifiedKey({ ...row, id, accountId }, limits);

let cache = new KeyCache();
const add = (digest: string, key = keyOf(`key_${digest}`), atMs = 0) =>
  cache.add(digest, key, { changes: cache.beginRead(), atMs });
const knows = (digest: string, atMs = 0) => cache.find(digest, atMs) !== null;

beforeEach(() => {
  cache = new KeyCache();
  cache.isWatched = true;
});

it('trusts a key for a minute while changes are announced, for a second while they are not', () => {
  add('a');
  expect(knows('a', 59_999)).toBe(true);
  cache.isWatched = false;
  expect(knows('a', 999)).toBe(true);
  expect(knows('a', 1_000)).toBe(false);
  add('a');
  cache.isWatched = true;
  expect(knows('a', 60_000)).toBe(false);
});

it('does not keep a key read during a change, since it may be outdated', () => {
  const changes = cache.beginRead();
  cache.forget('key_a');
  cache.add('a', keyOf('key_a'), { changes, atMs: 0 });
  expect(knows('a')).toBe(false);
});

it('forgets one key, or all of an account', () => {
  add('a', keyOf('key_a'));
  add('b', keyOf('key_b'));
  add('c', keyOf('key_c', 'acct_2'));
  cache.forget('key_a');
  expect(['a', 'b', 'c'].map((digest) => knows(digest))).toEqual([false, true, true]);
  cache.forget('acct_1');
  expect(['a', 'b', 'c'].map((digest) => knows(digest))).toEqual([false, false, true]);
});

it('holds ten thousand keys at most, and keeps the one that is in use', () => {
  const key = keyOf('key_many');
  add('used');
  for (let index = 0; index < 25_000; index += 1) {
    add(`digest ${index}`, key);
    expect(knows('used')).toBe(true);
  }
  expect(cache.size).toBeLessThanOrEqual(10_000);
  expect(knows('digest 0')).toBe(false);
});
