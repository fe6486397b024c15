import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptObserver } from '../core/upstream.ts';
import { UpstreamError } from '../messages/failure.ts';
import type { KeyPool, Lease } from './key-pool.ts';
import { blamesUpstreamKey, decideRetry, MAX_ATTEMPTS, mayHaveCost } from './retry.ts';
import type { RetryBudget } from './retry-budget.ts';

export interface AttemptPlan {
  keyPool: KeyPool;
  budget: RetryBudget;
  model: string;
  signal: AbortSignal;
  /** On the clock of `now`: no attempt starts after it. */
  totalAt: number;
  now: () => number;
  random: () => number;
  maxAttempts: number | undefined;
  attempts: AttemptObserver | undefined;
}

/**
 * Runs `attempt` with one key after another until it succeeds or a retry makes no sense. Must not be used once anything
 * was delivered: the text would repeat. Throws the last `UpstreamError`, or the signal's reason.
 */
export async function withRetries<T>(
  plan: AttemptPlan,
  attempt: (lease: Lease, number: number) => Promise<T>,
): Promise<T> {
  const tried = new Set<number>();
  let costlyFailures = 0;
  let lastError: UpstreamError | undefined;
  plan.budget.earn();
  for (let number = 1; ; number++) {
    const lease = plan.keyPool.lease(plan.model, tried);
    if (!lease) throw lastError ?? noCapacity(plan);
    plan.attempts?.started(lease.index + 1);
    try {
      const value = await attempt(lease, number);
      lease.succeed();
      plan.attempts?.answered();
      return value;
    } catch (error) {
      lastError = blame(lease, error);
      lastError.attempts = number;
      plan.attempts?.failed(lastError.failure);
      tried.add(lease.index);
      if (mayHaveCost(lastError.failure)) costlyFailures += 1;
      await pauseOrThrow(plan, { error: lastError, number, costlyFailures, tried });
    }
  }
}

/** An error that is not upstream's failure (the caller's abort, a bug) is not counted against the key, nor retried. */
function blame(lease: Lease, error: unknown): UpstreamError {
  if (!(error instanceof UpstreamError)) {
    lease.abandon();
    throw error;
  }
  lease.fail(error.failure);
  return error;
}

interface Setback {
  error: UpstreamError;
  number: number;
  costlyFailures: number;
  tried: ReadonlySet<number>;
}

async function pauseOrThrow(plan: AttemptPlan, { error, number, costlyFailures, tried }: Setback): Promise<void> {
  const { failure } = error;
  const decision = decideRetry(
    {
      failure,
      attempt: number,
      maxAttempts: plan.maxAttempts ?? MAX_ATTEMPTS,
      costlyFailures,
      hasOtherKey: plan.keyPool.hasOther(plan.model, tried),
      remainingMs: plan.totalAt - plan.now(),
    },
    plan.random,
  );
  if (!decision.retry) throw error;
  // Switching from a refused key adds no load, because the pool leaves that key out from now on.
  if (!blamesUpstreamKey(failure) && !plan.budget.spend()) throw error;
  if (decision.delayMs > 0) await pause(decision.delayMs, plan.signal);
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(delayMs, undefined, { signal });
  } catch {
    throw signal.reason;
  }
}

function noCapacity({ keyPool, model }: AttemptPlan): UpstreamError {
  const chance = keyPool.nextChance(model);
  if (chance === null) return new UpstreamError({ kind: 'no_capacity' });
  const retryAfterSeconds = Math.max(1, Math.ceil(chance.waitMs / 1000));
  return new UpstreamError({ kind: 'no_capacity', retryAfterSeconds, isAccountFault: chance.isAccountFault });
}
