import type { Instant } from '../time/clock.ts';
import type { Period } from '../time/range.ts';

interface Search {
  /** The start of the search, and its end, which is earlier or later. */
  begin: Instant;
  end: Instant;
  /** Windows grow, because the density of rows is unknown; an indexed search uses a single window. */
  isDirect: boolean;
  /** The time limit of the search, which then reports how far it got. */
  budgetMs: number;
}

const FIRST_WINDOW_MS = 3_600_000;
/** Less time than this is not worth another query. */
const SHORTEST_LOOK_MS = 5;

/**
 * Searches window by window until `look` has enough, the end is reached or the time is up. Windows are adjacent. Each is up to
 * twice as long as the previous one, and so long that at the same speed it ends within the budget.
 */
export async function searchWindows(
  { begin, end, isDirect, budgetMs }: Search,
  look: (window: Period) => Promise<'enough' | 'more'>,
): Promise<{ at: Instant; isAtEnd: boolean }> {
  const started = performance.now();
  const side = end < begin ? -1 : 1;
  let at = begin;
  for (let length = isDirect ? Number.POSITIVE_INFINITY : FIRST_WINDOW_MS; ; ) {
    const windowStarted = performance.now();
    const next = side < 0 ? Math.max(end, at - length) : Math.min(end, at + length);
    const found = await look({ from: Math.min(at, next), to: Math.max(at, next) });
    at = next;
    const now = performance.now();
    const restMs = budgetMs - (now - started);
    if (found === 'enough' || at === end || restMs < SHORTEST_LOOK_MS) return { at, isAtEnd: at === end };
    length = Math.ceil(length * Math.min(2, restMs / Math.max(1, now - windowStarted)));
  }
}
