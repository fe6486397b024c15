import type { UpstreamFailure } from '../messages/failure.ts';
import { classifyFailure, type FailureClass } from '../messages/failure-class.ts';

/**
 * Permitted retries of a failure before anything was delivered.
 * - `never`: no repetition helps. `other_key`: this key cannot serve, another may.
 * - `again`: the same request may succeed in a moment.
 * - `once`: the same, but upstream may have done the work and billed the operator for it.
 */
type Retry = 'never' | 'other_key' | 'again' | 'once';

const RETRY: Record<FailureClass, Retry> = {
  bad_request: 'never',
  too_large: 'never',
  model_missing: 'never',
  misrouted: 'never',
  untrusted: 'never',
  no_capacity: 'never',
  account: 'other_key',
  rate_limited: 'again',
  overloaded: 'again',
  server: 'again',
  connection: 'again',
  unconnected: 'again',
  conflict: 'once',
  slow_start: 'once',
  timeout: 'once',
  cut: 'once',
  malformed: 'once',
};

function retryOf(failure: UpstreamFailure): Retry {
  // The whole time is up: there is none left for another attempt.
  if (failure.kind === 'timeout' && failure.phase === 'total') return 'never';
  return RETRY[classifyFailure(failure)];
}

/** The operator's key or account is at fault, so only another key may serve. */
export const blamesUpstreamKey = (failure: UpstreamFailure): boolean => retryOf(failure) === 'other_key';

/** The same request may succeed in a moment, on this key or on another. */
export const isTransient = (failure: UpstreamFailure): boolean => ['again', 'once'].includes(retryOf(failure));

/** Upstream may have done the work, and billed the operator for it: such a failure is retried once at most. */
export const mayHaveCost = (failure: UpstreamFailure): boolean => retryOf(failure) === 'once';

export const MAX_ATTEMPTS = 3;
const MAX_WAIT_MS = 10_000;
const BASE_DELAY_MS = 250;
const MAX_DELAY_MS = 4_000;

export interface FailedAttempt {
  failure: UpstreamFailure;
  /** 1 for the first attempt. */
  attempt: number;
  maxAttempts: number;
  /** How many attempts so far failed in a way that may have cost money, this one included. */
  costlyFailures: number;
  /** A key this request has not tried is ready. */
  hasOtherKey: boolean;
  /** Until the request's own deadline. */
  remainingMs: number;
}

export type RetryDecision = { retry: false } | { retry: true; delayMs: number };

const GIVE_UP: RetryDecision = { retry: false };

/** Whether to try again, and after how long. Only for requests of which the customer has received nothing. */
export function decideRetry(failed: FailedAttempt, random: () => number): RetryDecision {
  const { failure, attempt, hasOtherKey } = failed;
  if (attempt >= failed.maxAttempts) return GIVE_UP;
  if (blamesUpstreamKey(failure)) return hasOtherKey ? { retry: true, delayMs: 0 } : GIVE_UP;
  if (!isTransient(failure)) return GIVE_UP;
  if (mayHaveCost(failure) && failed.costlyFailures > 1) return GIVE_UP;
  if (hasOtherKey && isRateLimit(failure)) return { retry: true, delayMs: 0 };
  const waitMs = retryAfterMs(failure);
  if (waitMs > MAX_WAIT_MS) return GIVE_UP;
  const delayMs = waitMs + random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1));
  return delayMs < failed.remainingMs ? { retry: true, delayMs } : GIVE_UP;
}

export const isRateLimit = (failure: UpstreamFailure): boolean => failure.kind === 'error' && failure.status === 429;

export const retryAfterMs = (failure: UpstreamFailure): number =>
  failure.kind === 'error' ? (failure.retryAfterSeconds ?? 0) * 1000 : 0;
