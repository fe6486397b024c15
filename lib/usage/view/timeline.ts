import type { UpstreamAttempt } from '../attempts.ts';
import type { Receipt } from '../receipt.ts';

/** A part of a request's time, in milliseconds since its arrival. */
interface Stretch {
  fromMs: number;
  toMs: number;
}

interface AttemptStep extends Stretch, Pick<UpstreamAttempt, 'provider' | 'reason'> {
  step: 'attempt';
  number: number;
  failure: ShownFailure | null;
}

export type TimelineStep =
  | AttemptStep
  | (Stretch & { step: 'received' | 'held' | 'firstToken' | 'answered' | 'settled' });

/** The steps of a request, in order. Calls to providers are missing if their records were lost. */
export function toTimeline(
  { held, createdAt, settledAt, firstTokenMs, durationMs }: Receipt,
  attempts: readonly UpstreamAttempt[],
): TimelineStep[] {
  const [first] = attempts;
  const settledMs = Math.max(durationMs, settledAt.getTime() - createdAt.getTime());
  return [
    { step: 'received', fromMs: 0, toMs: 0 },
    ...(first && held > 0n ? [{ step: 'held' as const, fromMs: 0, toMs: first.startedMs }] : []),
    ...attempts.map(toStep),
    ...(firstTokenMs === null ? [] : [{ step: 'firstToken' as const, fromMs: firstTokenMs, toMs: firstTokenMs }]),
    { step: 'answered', fromMs: firstTokenMs ?? first?.startedMs ?? 0, toMs: durationMs },
    { step: 'settled', fromMs: durationMs, toMs: settledMs },
  ];
}

const toStep = (attempt: UpstreamAttempt, index: number): AttemptStep => ({
  ...{ step: 'attempt', number: index + 1, provider: attempt.provider, reason: attempt.reason },
  ...{ fromMs: attempt.startedMs, toMs: attempt.endedMs, failure: toShownFailure(attempt.failure) },
});

const SHOWN = {
  bad_request: 'refused',
  too_large: 'refused',
  model_missing: 'model_missing',
  rate_limited: 'rate_limited',
  overloaded: 'overloaded',
  conflict: 'server',
  server: 'server',
  connection: 'connection',
  unconnected: 'connection',
  cut: 'connection',
  slow_start: 'timeout',
  timeout: 'timeout',
  malformed: 'malformed',
} as const;

export type ShownFailure = (typeof SHOWN)[keyof typeof SHOWN] | 'ours';

/** The failure as shown to customers: classes about the operator's account and network become `ours`. */
export function toShownFailure(failure: string | null): ShownFailure | null {
  if (failure === null) return null;
  return Object.hasOwn(SHOWN, failure) ? SHOWN[failure as keyof typeof SHOWN] : 'ours';
}
