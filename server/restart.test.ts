import { expect, it } from 'vitest';
import { Backoff } from './restart.ts';

it('waits longer after each quick death, never more than ten seconds, and forgets once the process was stable', () => {
  const backoff = new Backoff();
  const waits = Array.from({ length: 8 }, () => backoff.next(100));
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  expect(backoff.next(30_000)).toBe(250);
});
