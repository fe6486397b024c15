import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Period } from '../time/range.ts';
import { searchWindows } from './search.ts';

const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** A table that takes so long to read per hour of its rows. */
function reading(msPerHour: number, found: 'enough' | 'more' = 'more') {
  const windows: Period[] = [];
  const look = async (window: Period) => {
    windows.push(window);
    vi.advanceTimersByTime(((window.to - window.from) / HOUR_MS) * msPerHour);
    return found;
  };
  return { windows, look };
}

it.each([0.05, 0.5, 1.1, 3, 7, 40, 90])('keeps its budget when an hour of rows takes %s ms', async (msPerHour) => {
  const { windows, look } = reading(msPerHour);
  const started = performance.now();
  const { at, isAtEnd } = await searchWindows({ begin: MONTH_MS, end: 0, isDirect: false, budgetMs: 100 }, look);
  expect(performance.now() - started).toBeLessThanOrEqual(101);
  expect(isAtEnd).toBe(msPerHour * 720 < 100);
  expect(windows.at(-1)?.from).toBe(at);
  for (const [index, window] of windows.entries()) expect(window.to).toBe(windows[index - 1]?.from ?? MONTH_MS);
});

it('uses at least nine tenths of its budget', async () => {
  const { look } = reading(3);
  const started = performance.now();
  await searchWindows({ begin: MONTH_MS, end: 0, isDirect: false, budgetMs: 100 }, look);
  expect(performance.now() - started).toBeGreaterThan(90);
});

it.each([0, MONTH_MS])('stops at the first window with enough rows, from %s', async (begin) => {
  const { windows, look } = reading(1, 'enough');
  const end = MONTH_MS - begin;
  expect(await searchWindows({ begin, end, isDirect: false, budgetMs: 100 }, look)).toMatchObject({ isAtEnd: false });
  expect(windows).toHaveLength(1);
});

it('reads everything at once where an index serves the search', async () => {
  const { windows, look } = reading(40);
  const search = { begin: MONTH_MS, end: 0, isDirect: true, budgetMs: 100 };
  expect(await searchWindows(search, look)).toEqual({ at: 0, isAtEnd: true });
  expect(windows).toEqual([{ from: 0, to: MONTH_MS }]);
});
