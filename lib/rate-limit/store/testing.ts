import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { LimitStore } from './store.ts';

const MINUTE_MS = 60_000;
const used = async (store: LimitStore, id: string, amount: number) => (await store.add([{ id, amount }]))[0]?.used;
const newId = () => randomUUID();

/** Requirements on every store. */
export const STORE_CASES: [name: string, run: (store: LimitStore) => Promise<void>][] = [
  [
    'counts each id on its own, in the order asked for',
    async (store) => {
      const [a, b] = [newId(), newId()];
      const amounts = async (...changes: [string, number][]) =>
        (await store.add(changes.map(([id, amount]) => ({ id, amount })))).map((window) => window.used);
      expect(await amounts([a, 3], [b, 5])).toEqual([3, 5]);
      expect(await amounts([b, 1], [a, 1])).toEqual([6, 4]);
    },
  ],
  [
    'takes back',
    async (store) => {
      const id = newId();
      expect(await used(store, id, 9)).toBe(9);
      expect(await used(store, id, -4)).toBe(5);
      expect(await used(store, id, 0)).toBe(5);
    },
  ],
  [
    'counts more tokens in a minute than fit into 32 bits',
    async (store) => {
      const id = newId();
      expect(await used(store, id, 3_000_000_000)).toBe(3_000_000_000);
      expect(await used(store, id, 3_000_000_000)).toBe(6_000_000_000);
    },
  ],
  [
    'keeps a window a minute from its first change, and no later one prolongs it',
    async (store) => {
      const id = newId();
      const [first] = await store.add([{ id, amount: 1 }]);
      const [second] = await store.add([{ id, amount: 1 }]);
      expect(first?.resetsInMs).toBeGreaterThan(MINUTE_MS / 2);
      expect(first?.resetsInMs).toBeLessThanOrEqual(MINUTE_MS);
      expect(second?.resetsInMs).toBeLessThanOrEqual(first?.resetsInMs ?? 0);
    },
  ],
  [
    'loses none of a hundred changes at once',
    async (store) => {
      const id = newId();
      const counts = await Promise.all(Array.from({ length: 100 }, () => used(store, id, 1)));
      expect(counts.toSorted((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    },
  ],
  [
    'counts who is running, per id, until they leave',
    async (store) => {
      const [key, other, account] = [newId(), newId(), newId()];
      const first = await store.enter([key, account]);
      const second = await store.enter([other, account]);
      expect([first.counts, second.counts]).toEqual([
        [1, 1],
        [1, 2],
      ]);
      first.leave();
      expect((await store.enter([key, account])).counts).toEqual([1, 2]);
    },
  ],
];
