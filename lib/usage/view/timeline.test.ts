import { describe, expect, it } from 'vitest';
import type { UpstreamAttempt } from '../attempts.ts';
import type { Receipt } from '../receipt.ts';
import { toTimeline } from './timeline.ts';

const receipt = {
  createdAt: new Date(1_000),
  settledAt: new Date(2_020),
  held: 5n,
  firstTokenMs: 700,
  durationMs: 1_000,
} as Receipt;

const attempt = (more: Partial<UpstreamAttempt>): UpstreamAttempt => ({
  ...{ provider: 'anthropic', keyNumber: 1, reason: null, startedMs: 10, answeredMs: null, endedMs: 200 },
  ...{ failure: null, statusCode: null },
  ...more,
});

describe('the timeline of a request', () => {
  it('goes from its arrival over hold, calls and first token to the ledger', () => {
    const steps = toTimeline(receipt, [
      attempt({ failure: 'overloaded', statusCode: 529 }),
      attempt({ provider: 'second', reason: 'fail_over', startedMs: 210, answeredMs: 690, endedMs: 1_000 }),
    ]);
    expect(steps).toEqual([
      { step: 'received', fromMs: 0, toMs: 0 },
      { step: 'held', fromMs: 0, toMs: 10 },
      { step: 'attempt', number: 1, provider: 'anthropic', reason: null, failure: 'overloaded', fromMs: 10, toMs: 200 },
      { step: 'attempt', number: 2, provider: 'second', reason: 'fail_over', failure: null, fromMs: 210, toMs: 1_000 },
      { step: 'firstToken', fromMs: 700, toMs: 700 },
      { step: 'answered', fromMs: 700, toMs: 1_000 },
      { step: 'settled', fromMs: 1_000, toMs: 1_020 },
    ]);
  });

  it('omits the calls when their records were lost', () => {
    const steps = toTimeline({ ...receipt, firstTokenMs: null }, []).map(({ step }) => step);
    expect(steps).toEqual(['received', 'answered', 'settled']);
  });

  it.each(['account', 'misrouted', 'untrusted', 'no_capacity', 'constructor'])(
    'says of %s, which is about the operator’s account, only that the fault is ours',
    (failure) => expect(toTimeline(receipt, [attempt({ failure })])[2]).toMatchObject({ failure: 'ours' }),
  );
});
