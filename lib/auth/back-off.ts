/** The parameters of the wait after failed tries. */
export interface BackOff {
  /** Failed tries without a wait. */
  free: number;
  /** The wait after the next failed try; it doubles with each further one. */
  firstMs: number;
  longestMs: number;
  /** One try is forgotten per such period without a try. */
  forgetMs: number;
}

/** The failed tries of one caller against one limit. */
export interface Tries {
  count: number;
  lastAt: number;
}

const remembered = ({ count, lastAt }: Tries, { forgetMs }: BackOff, now: number): number =>
  Math.max(0, count - Math.floor(Math.max(0, now - lastAt) / forgetMs));

/** Milliseconds until the next try is allowed; 0 when it is allowed now. */
export function waitMs(tries: Tries | undefined, rule: BackOff, now: number): number {
  if (!tries) return 0;
  // Uses the stored count, so that a wait does not shrink while it lasts.
  const excess = tries.count - rule.free;
  if (excess <= 0) return 0;
  const wait = Math.min(rule.longestMs, rule.firstMs * 2 ** Math.min(excess - 1, 40));
  return Math.max(0, tries.lastAt + wait - now);
}

export const withTry = (tries: Tries | undefined, rule: BackOff, now: number): Tries => ({
  count: (tries ? remembered(tries, rule, now) : 0) + 1,
  lastAt: now,
});
