import { RateLimiterMemory } from 'rate-limiter-flexible';
import { WINDOW_SECONDS } from '../policies.ts';
import type { Change, LimitStore, Place, WindowCount } from './store.ts';

/** Counts of one process. */
export function createMemoryStore(): LimitStore {
  // It only counts (`penalty` never refuses): each key has limits of its own, which `decide` compares.
  const windows = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: WINDOW_SECONDS, keyPrefix: '' });
  const running = new Map<string, number>();

  async function addOne({ id, amount }: Change): Promise<WindowCount> {
    const { consumedPoints, msBeforeNext } = await windows.penalty(id, amount);
    return { used: consumedPoints, resetsInMs: msBeforeNext };
  }

  function change(id: string, by: 1 | -1): number {
    const count = (running.get(id) ?? 0) + by;
    if (count > 0) running.set(id, count);
    else running.delete(id);
    return count;
  }

  return {
    add: (changes) => Promise.all(changes.map(addOne)),
    async enter(ids): Promise<Place> {
      const counts = ids.map((id) => change(id, 1));
      return { counts, leave: () => ids.forEach((id) => void change(id, -1)) };
    },
  };
}
