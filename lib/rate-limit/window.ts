import type { Policy } from './policies.ts';

/** A count, this request included. `resetsInMs` is null where only the end of other requests frees a place. */
export interface Count {
  used: number;
  resetsInMs: number | null;
}

/** A limit, its count, and the amount that this request added. */
export interface Measured {
  policy: Policy;
  count: Count;
  added: number;
}

export type LimitDecision = { allowed: true } | { allowed: false; by: Measured };

/** A request passes when it fits into every limit; the refusal names the exceeded limit that takes longest to reset. */
export function decide(measured: readonly Measured[]): LimitDecision {
  let by: Measured | null = null;
  for (const one of measured) {
    if (one.count.used > one.policy.limit && (by === null || waitOf(one) > waitOf(by))) by = one;
  }
  return by ? { allowed: false, by } : { allowed: true };
}

const waitOf = ({ count, policy, added }: Measured): number =>
  added > policy.limit ? Number.POSITIVE_INFINITY : (count.resetsInMs ?? 0);

/** Amount left for further requests. */
export const remainingOf = ({ policy, count }: Measured): number => Math.max(0, policy.limit - count.used);

/** The limit for the next request, after a refused one has taken back its amount. */
export const withoutOwn = ({ policy, count, added }: Measured): Measured => ({
  policy,
  count: { ...count, used: count.used - added },
  added,
});

/** Returns the limit of two of one kind that will refuse the caller first. */
export const tightest = ([a, b]: readonly [Measured, Measured]): Measured => (remainingOf(b) < remainingOf(a) ? b : a);

/**
 * The correction of a window once the real tokens of a request are known. If too few were counted, the rest is added to
 * the current window. If too many were, they are taken back, unless their window is over.
 */
export function correction(counted: number, actual: number, { windowIsOver }: { windowIsOver: boolean }): number {
  const difference = actual - counted;
  return difference < 0 && windowIsOver ? 0 : difference;
}
