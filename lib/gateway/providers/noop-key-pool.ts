import type { KeyPool } from './key-pool.ts';
import type { RetryBudget } from './retry-budget.ts';

/**
 * For an upstream whose failures are ordered by its callers, as the sandbox's are: a pool that never leaves its key out
 * and a budget that never ends, so that the error one customer asked for does not reach the others.
 */
export function createNoopKeyPool([secret]: readonly string[]): KeyPool {
  const nothing = () => {};
  return {
    lease: () =>
      secret === undefined ? null : { index: 0, secret, succeed: nothing, fail: nothing, abandon: nothing },
    hasOther: () => false,
    nextChance: () => (secret === undefined ? null : { waitMs: 0, isAccountFault: false }),
  };
}

export const UNLIMITED_BUDGET: RetryBudget = { earn: () => {}, spend: () => true };
