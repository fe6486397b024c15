import { expect, it } from 'vitest';
import { Backoff, type Ending } from './restart.ts';

const waitsAfter = (backoff: Backoff, ending: Ending) => Array.from({ length: 8 }, () => backoff.next(ending));

it('waits longer each time for a process that cannot start, up to ten seconds', () => {
  const waits = waitsAfter(new Backoff(), { wasReady: false, wasKilled: false });
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

it('waits after the eighth end of a process that did its work as after the first', () => {
  expect(new Set(waitsAfter(new Backoff(), { wasReady: true, wasKilled: true }))).toEqual(new Set([100]));
});

it('forgets failed starts once one succeeded', () => {
  const backoff = new Backoff();
  waitsAfter(backoff, { wasReady: false, wasKilled: false });
  backoff.next({ wasReady: true, wasKilled: false });
  expect(backoff.next({ wasReady: false, wasKilled: false })).toBe(250);
});

it('waits a second at most for a process that is killed while it starts', () => {
  const waits = waitsAfter(new Backoff(), { wasReady: false, wasKilled: true });
  expect(Math.max(...waits)).toBe(1_000);
});
