import { expect, it, vi } from 'vitest';
import { createMemoryStore } from './memory.ts';
import { STORE_CASES } from './testing.ts';

it.each(STORE_CASES)('in memory, %s', (_name, run) => run(createMemoryStore()));

it('begins a window anew when its minute is over', async () => {
  vi.useFakeTimers();
  const store = createMemoryStore();
  await store.add([{ id: 'key_1', amount: 7 }]);
  vi.advanceTimersByTime(60_000);
  expect(await store.add([{ id: 'key_1', amount: 1 }])).toEqual([{ used: 1, resetsInMs: 60_000 }]);
  vi.useRealTimers();
});
