/** How waiting grows with tries that fail. Data, so that a rule can be read. */
export interface BackOff {
  /** Tries that cost no waiting. */
  free: number;
  /** The wait after the first try beyond them; it doubles with each more. */
  firstMs: number;
  longestMs: number;
  /** After so long without a try, one of them is forgotten. */
  forgetMs: number;
}

/** The tries of one caller at one door. */
export interface Tries {
  count: number;
  lastAt: number;
}

/** How many of the tries still count. */
const remembered = ({ count, lastAt }: Tries, { forgetMs }: BackOff, now: number): number =>
  Math.max(0, count - Math.floor(Math.max(0, now - lastAt) / forgetMs));

/** For how many milliseconds the next try is refused; 0 when it may be made. */
export function waitMs(tries: Tries | undefined, rule: BackOff, now: number): number {
  if (!tries) return 0;
  // Reckoned from the count as it was, so that a wait does not shrink while it lasts.
  const excess = tries.count - rule.free;
  if (excess <= 0) return 0;
  const wait = Math.min(rule.longestMs, rule.firstMs * 2 ** Math.min(excess - 1, 40));
  return Math.max(0, tries.lastAt + wait - now);
}

/** The tries with one more. */
export const withTry = (tries: Tries | undefined, rule: BackOff, now: number): Tries => ({
  count: (tries ? remembered(tries, rule, now) : 0) + 1,
  lastAt: now,
});
