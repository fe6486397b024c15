import type { UpstreamFailure } from '../messages/failure.ts';
import { blamesUpstreamKey, isRateLimit, isTransient, retryAfterMs } from './retry.ts';

/** Whether requests may pass. Times are in milliseconds of a monotonic clock. */
export type Breaker =
  | { state: 'closed'; strikes: number }
  | ({ state: 'open'; until: number } & Opening)
  | ({ state: 'half_open'; probedAt: number } & Opening);

interface Opening {
  /** Openings in a row: each failed probe lengthens the pause. */
  trips: number;
  /** Whether the last answer blamed the operator's account. */
  isAccountFault: boolean;
}

export const CLOSED: Breaker = { state: 'closed', strikes: 0 };

const STRIKES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 5_000;
/**
 * The longest pause we choose ourselves. A failed probe costs the customer only a detour to another key, and this is
 * the longest time that a recovered upstream stays unused.
 */
const LONGEST_PAUSE_MS = 10_000;
/** A longer delay asked for by upstream is cut to this: no header takes a key away for longer. */
const LONGEST_REST_MS = 60_000;
/** A probe without a verdict after this time (a slow whole answer) no longer blocks other probes. */
const PROBE_MS = 3_000;

export type Permission = 'pass' | 'probe' | 'refused';

export function permissionOf(breaker: Breaker, now: number): Permission {
  switch (breaker.state) {
    case 'closed':
      return 'pass';
    case 'open':
      return now >= breaker.until ? 'probe' : 'refused';
    case 'half_open':
      return now - breaker.probedAt >= PROBE_MS ? 'probe' : 'refused';
  }
}

/** The state after a request was let through: a running probe blocks all other requests. */
export function admit(breaker: Breaker, now: number): Breaker {
  if (breaker.state === 'closed') return breaker;
  return { state: 'half_open', probedAt: now, trips: breaker.trips, isAccountFault: breaker.isAccountFault };
}

/**
 * The verdict of one attempt on its key: it works, it failed (five strikes in a row open the breaker), the account is
 * at fault (opens it at once), it must rest for a time, or nothing (the caller hung up).
 */
export type AttemptVerdict = { says: 'works' | 'strike' | 'fault' | 'nothing' } | { says: 'rest'; restMs: number };

export const WORKS: AttemptVerdict = { says: 'works' };
export const NOTHING: AttemptVerdict = { says: 'nothing' };

export function toVerdict(failure: UpstreamFailure): AttemptVerdict {
  if (blamesUpstreamKey(failure)) return { says: 'fault' };
  if (isRateLimit(failure) && retryAfterMs(failure) > 0) {
    return { says: 'rest', restMs: Math.min(LONGEST_REST_MS, retryAfterMs(failure)) };
  }
  if (failure.kind === 'timeout' && (failure.phase === 'idle' || failure.phase === 'total')) return NOTHING;
  return isTransient(failure) || failure.kind === 'untrusted' ? { says: 'strike' } : WORKS;
}

export interface Ruling {
  verdict: AttemptVerdict;
  isProbe: boolean;
  now: number;
  random: () => number;
}

/** The next state. Only a probe closes or reopens a half-open breaker; stragglers from before do not. */
export function judge(breaker: Breaker, ruling: Ruling): Breaker {
  const { verdict, isProbe, now } = ruling;
  switch (breaker.state) {
    case 'closed':
      return judgeClosed(breaker.strikes, ruling);
    case 'open':
      return verdict.says === 'rest' ? { ...breaker, until: Math.max(breaker.until, now + verdict.restMs) } : breaker;
    case 'half_open':
      if (!isProbe) return breaker;
      if (verdict.says !== 'nothing') return afterVerdict(breaker.trips, ruling);
      return { state: 'open', until: now, trips: breaker.trips, isAccountFault: breaker.isAccountFault };
  }
}

function judgeClosed(strikes: number, ruling: Ruling): Breaker {
  const { says } = ruling.verdict;
  if (says === 'nothing') return { state: 'closed', strikes };
  if (says === 'strike' && strikes + 1 < STRIKES_TO_OPEN) return { state: 'closed', strikes: strikes + 1 };
  return afterVerdict(0, ruling);
}

/** Half of a pause is chance, so that many processes do not probe in step. */
function afterVerdict(trips: number, { verdict, now, random }: Ruling): Breaker {
  if (verdict.says === 'works') return CLOSED;
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** trips) * (0.5 + random() / 2);
  const restMs = verdict.says === 'rest' ? verdict.restMs : pauseMs;
  return { state: 'open', until: now + restMs, trips: trips + 1, isAccountFault: verdict.says === 'fault' };
}
