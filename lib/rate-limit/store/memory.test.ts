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

it('lets a window last a minute and no more, despite rounding of fractions', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(16_966.416440962283); // + 60,000 − itself is above 60,000
  const [count] = await createMemoryStore().add([{ id: 'key_1', amount: 1 }]);
  now.mockRestore();
  expect(count?.resetsInMs).toBe(60_000);
});
