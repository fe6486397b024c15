import type { Instant } from '../time/clock.ts';
import type { Period } from '../time/range.ts';

interface Search {
  /** Where it begins, and the end that it goes to: an earlier one, or a later one. */
  begin: Instant;
  end: Instant;
  /** Windows grow, since nobody knows how many rows there are; what an index finds is looked for in one. */
  isDirect: boolean;
  /** The search ends after this, and says how far it has come. */
  budgetMs: number;
}

const FIRST_WINDOW_MS = 3_600_000;
/** A window that takes so long is not followed by a longer one, so the budget is kept. */
const LONG_WINDOW_MS = 40;

/**
 * Looks from window to window, each twice as long as the one before, until `look` has enough, the end is reached or time is
 * over. Windows meet without a gap.
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
    if (found === 'enough' || at === end || now - started > budgetMs) return { at, isAtEnd: at === end };
    if (now - windowStarted < LONG_WINDOW_MS) length *= 2;
  }
}
