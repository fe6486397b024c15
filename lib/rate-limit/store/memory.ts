import { WINDOW_SECONDS } from '../policies.ts';
import type { Change, ConcurrencySlot, LimitStore, WindowCount } from './store.ts';

const WINDOW_MS = WINDOW_SECONDS * 1_000;

interface Window {
  used: number;
  /** On the monotonic clock, so that changes of the time of day do not matter. */
  endsAtMs: number;
}

/**
 * Counts of one process, in plain maps: every request passes here several times, and a library's object, promise and
 * timer for each count would cost more than the rest of the check.
 */
export function createMemoryStore(): LimitStore {
  const windows = new Map<string, Window>();
  const running = new Map<string, number>();

  function addOne({ id, amount }: Change): WindowCount {
    const nowMs = performance.now();
    const window = openWindow(id, nowMs);
    window.used += amount;
    return { used: window.used, resetsInMs: Math.min(WINDOW_MS, window.endsAtMs - nowMs) };
  }

  function openWindow(id: string, nowMs: number): Window {
    const known = windows.get(id);
    if (known && known.endsAtMs > nowMs) return known;
    const window = { used: 0, endsAtMs: nowMs + WINDOW_MS };
    windows.set(id, window);
    return window;
  }

  function change(id: string, by: 1 | -1): number {
    const count = (running.get(id) ?? 0) + by;
    if (count > 0) running.set(id, count);
    else running.delete(id);
    return count;
  }

  setInterval(() => forgetEnded(windows), WINDOW_MS).unref();
  return {
    add: async (changes) => changes.map(addOne),
    async enter(ids): Promise<ConcurrencySlot> {
      const counts = ids.map((id) => change(id, 1));
      return { counts, leave: () => ids.forEach((id) => void change(id, -1)) };
    },
  };
}

/** Removes ended windows, so that addresses with a single failure do not stay for ever. */
function forgetEnded(windows: Map<string, Window>): void {
  const nowMs = performance.now();
  for (const [id, { endsAtMs }] of windows) if (endsAtMs <= nowMs) windows.delete(id);
}
