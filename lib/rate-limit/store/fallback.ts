import { createMemoryStore } from './memory.ts';
import type { LimitStore } from './store.ts';

const TRY_AGAIN_MS = 1_000;

/** While a shared store fails, each process counts for itself: limits loosen, requests go on, and money never asked. */
export function withFallback(shared: LimitStore, clock: () => number = Date.now): LimitStore {
  const own = createMemoryStore();
  let brokenUntilMs = 0;

  async function either<T>(ask: (store: LimitStore) => Promise<T>): Promise<T> {
    if (clock() < brokenUntilMs) return ask(own);
    try {
      return await ask(shared);
    } catch {
      brokenUntilMs = clock() + TRY_AGAIN_MS; // so that only one request a second waits for what does not answer
      return ask(own);
    }
  }

  return {
    add: (changes) => either((store) => store.add(changes)),
    enter: (ids) => either((store) => store.enter(ids)),
  };
}
