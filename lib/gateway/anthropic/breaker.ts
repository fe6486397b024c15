import type { UpstreamFailure } from './error.ts';
import { blamesUpstreamKey, isRateLimit, isTransient, retryAfterMs } from './retry.ts';

/** Whether requests may pass. Times are in milliseconds of a monotonic clock. */
export type Breaker =
  | { state: 'closed'; strikes: number }
  /** `trips` counts openings in a row, so that each failed probe waits longer than the last. */
  | { state: 'open'; until: number; trips: number }
  | { state: 'half_open'; probedAt: number; trips: number };

export const CLOSED: Breaker = { state: 'closed', strikes: 0 };

const STRIKES_TO_OPEN = 5;
const SHORT_MS = 5_000;
const SHORT_MAX_MS = 120_000;
const LONG_MS = 300_000;
/** A probe that has no verdict after this long (a slow whole answer) no longer keeps others from probing. */
const PROBE_MS = 15_000;

export type Admission = 'pass' | 'probe' | 'refused';

export function admission(breaker: Breaker, now: number): Admission {
  switch (breaker.state) {
    case 'closed':
      return 'pass';
    case 'open':
      return now >= breaker.until ? 'probe' : 'refused';
    case 'half_open':
      return now - breaker.probedAt >= PROBE_MS ? 'probe' : 'refused';
  }
}

/** The state after a request was let through: letting a probe through keeps everybody else out. */
export function admit(breaker: Breaker, now: number): Breaker {
  return breaker.state === 'closed' ? breaker : { state: 'half_open', probedAt: now, trips: breaker.trips };
}

/**
 * What one attempt says about the key that made it: it works, it was in vain (five in a row open the breaker),
 * it must rest for a time, or nothing at all (the caller hung up).
 */
export type Verdict = { says: 'works' | 'strike' | 'nothing' } | { says: 'rest'; restMs: number };

export const WORKS: Verdict = { says: 'works' };
export const NOTHING: Verdict = { says: 'nothing' };

export function toVerdict(failure: UpstreamFailure, random: () => number): Verdict {
  if (blamesUpstreamKey(failure)) return { says: 'rest', restMs: LONG_MS * (1 - random() / 5) };
  if (isRateLimit(failure) && retryAfterMs(failure) > 0) return { says: 'rest', restMs: retryAfterMs(failure) };
  if (failure.kind === 'timeout' && (failure.phase === 'idle' || failure.phase === 'total')) return NOTHING;
  return isTransient(failure) || failure.kind === 'untrusted' ? { says: 'strike' } : WORKS;
}

export interface Ruling {
  verdict: Verdict;
  isProbe: boolean;
  now: number;
  random: () => number;
}

/** The next state. Only the probe closes or reopens a half-open breaker; stragglers from before do not. */
export function judge(breaker: Breaker, ruling: Ruling): Breaker {
  switch (breaker.state) {
    case 'closed':
      return judgeClosed(breaker.strikes, ruling);
    case 'open':
      return ruling.verdict.says === 'rest' ? rest(ruling.verdict.restMs, breaker, ruling.now) : breaker;
    case 'half_open':
      return ruling.isProbe ? judgeProbe(breaker.trips, ruling) : breaker;
  }
}

function judgeClosed(strikes: number, { verdict, now, random }: Ruling): Breaker {
  switch (verdict.says) {
    case 'works':
      return CLOSED;
    case 'nothing':
      return { state: 'closed', strikes };
    case 'rest':
      return { state: 'open', until: now + verdict.restMs, trips: 1 };
    case 'strike':
      return strikes + 1 < STRIKES_TO_OPEN ? { state: 'closed', strikes: strikes + 1 } : reopen(0, now, random);
  }
}

function judgeProbe(trips: number, { verdict, now, random }: Ruling): Breaker {
  switch (verdict.says) {
    case 'works':
      return CLOSED;
    case 'nothing':
      return { state: 'open', until: now, trips };
    case 'rest':
      return { state: 'open', until: now + verdict.restMs, trips: trips + 1 };
    case 'strike':
      return reopen(trips, now, random);
  }
}

const rest = (restMs: number, { until, trips }: { until: number; trips: number }, now: number): Breaker => ({
  state: 'open',
  until: Math.max(until, now + restMs),
  trips,
});

/** Half of the pause is chance, so that many processes do not probe in step. */
function reopen(trips: number, now: number, random: () => number): Breaker {
  const pauseMs = Math.min(SHORT_MAX_MS, SHORT_MS * 2 ** trips) * (0.5 + random() / 2);
  return { state: 'open', until: now + pauseMs, trips: trips + 1 };
}
