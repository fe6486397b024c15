import type { Policy } from './policies.ts';

/** A count after this request was added to it. `resetsInMs` is null where only the end of other requests frees a place. */
export interface Count {
  used: number;
  resetsInMs: number | null;
}

/** A limit, its count, and what this request added to it. */
export interface Measured {
  policy: Policy;
  count: Count;
  added: number;
}

export type Verdict = { allowed: true } | { allowed: false; by: Measured };

/** A request passes when it fits into every limit; of those it breaks, the one that takes longest to reset is named. */
export function decide(measured: readonly Measured[]): Verdict {
  let by: Measured | null = null;
  for (const one of measured) {
    if (one.count.used > one.policy.limit && (by === null || waitOf(one) > waitOf(by))) by = one;
  }
  return by ? { allowed: false, by } : { allowed: true };
}

const waitOf = ({ count, policy, added }: Measured): number =>
  added > policy.limit ? Number.POSITIVE_INFINITY : (count.resetsInMs ?? 0);

/** What is left for further requests. */
export const remainingOf = ({ policy, count }: Measured): number => Math.max(0, policy.limit - count.used);

/** The same limit as it is for the next request, once a refused one has taken back what it added. */
export const withoutOwn = ({ policy, count, added }: Measured): Measured => ({
  policy,
  count: { ...count, used: count.used - added },
  added,
});

/** Of two limits of one kind, the one that will stop the caller first. */
export const tightest = ([a, b]: readonly [Measured, Measured]): Measured => (remainingOf(b) < remainingOf(a) ? b : a);

/**
 * What to add to a window once it is known how many tokens a request really took. Too few were counted: the rest is
 * added to the window of now. Too many: they are taken back, unless the window they were counted in is over.
 */
export function correction(counted: number, actual: number, { windowIsOver }: { windowIsOver: boolean }): number {
  const difference = actual - counted;
  return difference < 0 && windowIsOver ? 0 : difference;
}
