import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBodyMemory, SMALL_BODY_BYTES } from './body-memory.ts';

const MB = 1_048_576;
const open = () => createBodyMemory({ totalBytes: 16 * MB, maxBodyBytes: 2 * MB });
const sender = (keyId: string, accountId = `account of ${keyId}`) => ({ keyId, accountId });

const KEY_IS_FULL = {
  code: 'rate_limit_exceeded',
  options: { retryAfterSeconds: 1, details: { limit: { scope: 'key' } } },
};
const ACCOUNT_IS_FULL = { code: 'rate_limit_exceeded', options: { details: { limit: { scope: 'account' } } } };
const ALL_IS_FULL = { code: 'server_busy', status: 503, options: { retryAfterSeconds: 1 } };

const failureOf = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

it('allows a key a quarter, an account half and all callers the whole, and names the exceeded share', () => {
  const memory = open();
  const take = (keyId: string, accountId?: string) => memory.open(sender(keyId, accountId)).growTo(2 * MB);
  for (let turn = 0; turn < 2; turn++) for (const keyId of ['a', 'b']) take(keyId, 'one');
  expect(failureOf(() => take('a', 'one'))).toMatchObject(KEY_IS_FULL);
  expect(failureOf(() => take('c', 'one'))).toMatchObject(ACCOUNT_IS_FULL);
  for (let turn = 0; turn < 2; turn++) for (const keyId of ['d', 'e']) take(keyId);
  expect(memory.used()).toBe(16 * MB);
  expect(failureOf(() => take('f'))).toMatchObject(ALL_IS_FULL);
});

it('never lets one key keep out another of another account', () => {
  const memory = open();
  const greedy = sender('greedy');
  while (failureOf(() => memory.open(greedy).growTo(MB)) === null);
  expect(failureOf(() => memory.open(sender('other')).growTo(2 * MB))).toBeNull();
});

it('counts a body as it grows, and takes it back at its end, once', () => {
  const memory = open();
  const lease = memory.open(sender('a'));
  for (const bytes of [10, SMALL_BODY_BYTES, MB, MB + 5]) lease.growTo(bytes);
  expect(memory.used()).toBe(MB + 5);
  lease.release();
  lease.release();
  expect(memory.used()).toBe(0);
  lease.growTo(MB); // late, for a request that is over
  expect(memory.used()).toBe(0);
});

it('keeps its previous size after a refused growth', () => {
  const memory = open();
  const [first, second] = [memory.open(sender('a')), memory.open(sender('a'))];
  first.growTo(3 * MB);
  second.growTo(MB);
  expect(failureOf(() => second.growTo(2 * MB))).toMatchObject(KEY_IS_FULL);
  expect(memory.used()).toBe(4 * MB);
});

it('has room for one body of the largest size, however small it is', () => {
  const memory = createBodyMemory({ totalBytes: MB, maxBodyBytes: 2 * MB });
  expect(failureOf(() => memory.open(sender('a')).growTo(2 * MB))).toBeNull();
});

it('never exceeds its bound, and is empty after all releases, in any order', () => {
  const step = fc.record({ sender: fc.nat(5), bytes: fc.integer({ min: 0, max: 2 * MB }), leaves: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const memory = open();
      const leases = steps.map(({ sender: id, bytes, leaves }) => {
        const lease = memory.open(sender(`key ${id}`, `account ${id % 3}`));
        failureOf(() => lease.growTo(bytes));
        if (leaves) lease.release();
        expect(memory.used()).toBeLessThanOrEqual(16 * MB);
        return lease;
      });
      for (const lease of leases) lease.release();
      expect(memory.used()).toBe(0);
    }),
  );
});
