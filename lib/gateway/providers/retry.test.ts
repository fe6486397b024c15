import { describe, expect, it } from 'vitest';
import type { UpstreamFailure } from '../messages/failure.ts';
import { parseRetryAfter, toStatusError } from './anthropic/error.ts';
import { blamesUpstreamKey, decideRetry, type FailedAttempt, isTransient, mayHaveCost } from './retry.ts';
import { createRetryBudget } from './retry-budget.ts';

type ErrorAnswer = Extract<UpstreamFailure, { kind: 'error' }>;
const answer = (status: number | null, more: Partial<ErrorAnswer> = {}): ErrorAnswer => ({
  kind: 'error',
  status,
  type: null,
  errorCode: null,
  message: '',
  retryAfterSeconds: null,
  ...more,
});

const first: Omit<FailedAttempt, 'failure'> = {
  attempt: 1,
  maxAttempts: 3,
  costlyFailures: 0,
  hasOtherKey: false,
  remainingMs: 60_000,
};
const decide = (failure: UpstreamFailure, more: Partial<FailedAttempt> = {}) =>
  decideRetry({ ...first, failure, ...more }, () => 1);

describe('the retry after a failure', () => {
  it.each([400, 404, 413, 422])('never retries a %i', (status) => {
    expect(isTransient(answer(status, { type: 'invalid_request_error' }))).toBe(false);
    expect(blamesUpstreamKey(answer(status, { type: 'invalid_request_error' }))).toBe(false);
  });

  it.each([500, 502, 503, 504, 520, 524, 529])('takes a %i for transient', (status) => {
    expect(isTransient(answer(status))).toBe(true);
    expect(blamesUpstreamKey(answer(status))).toBe(false);
  });

  it.each([
    ['401', answer(401)],
    ['402', answer(402)],
    ['403', answer(403)],
    ['429 without retry-after', answer(429, { type: 'rate_limit_error' })],
    ['spend limit reached', answer(429, { errorCode: 'enforced_spend_limit_reached', retryAfterSeconds: 3 })],
    ['own usage limits', answer(400, { message: 'You have reached your specified API usage limits.' })],
    ['a balance too low', answer(400, { message: 'Your credit balance is too low to access the API.' })],
    ['a workspace limit', answer(400, { errorCode: 'workspace_limit' })],
    ['organisation on hold', answer(400, { errorCode: 'organization_on_hold' })],
    ['authentication error inside a stream', answer(null, { type: 'authentication_error' })],
  ])('blames our key for %s, so that only another one is tried', (_, failure) => {
    expect(blamesUpstreamKey(failure)).toBe(true);
    expect(isTransient(failure)).toBe(false);
  });

  it('believes the body when it says overloaded under another status', () => {
    expect(isTransient(answer(400, { type: 'overloaded_error' }))).toBe(true);
    expect(isTransient(answer(null, { type: 'overloaded_error' }))).toBe(true);
    expect(blamesUpstreamKey(answer(429, { type: 'overloaded_error' }))).toBe(false);
  });

  it('knows which failures upstream may have billed', () => {
    expect(mayHaveCost({ kind: 'connection', phase: 'before_response' })).toBe(false);
    expect(mayHaveCost({ kind: 'timeout', phase: 'connect' })).toBe(false);
    expect(mayHaveCost(answer(529))).toBe(false);
    expect(mayHaveCost({ kind: 'connection', phase: 'after_response' })).toBe(true);
    expect(mayHaveCost({ kind: 'timeout', phase: 'first_byte' })).toBe(true);
    expect(mayHaveCost(answer(504))).toBe(true);
  });
});

describe('decideRetry', () => {
  it('backs off with full jitter, doubling', () => {
    expect(decide(answer(529))).toEqual({ retry: true, delayMs: 250 });
    expect(decide(answer(529), { attempt: 2 })).toEqual({ retry: true, delayMs: 500 });
    expect(decideRetry({ ...first, failure: answer(529) }, () => 0)).toEqual({ retry: true, delayMs: 0 });
  });

  it('stops at the last attempt', () => {
    expect(decide(answer(529), { attempt: 3 })).toEqual({ retry: false });
    expect(decide(answer(529), { maxAttempts: 1 })).toEqual({ retry: false });
  });

  it('waits for retry-after up to 10 s and gives up beyond', () => {
    expect(decide(answer(429, { retryAfterSeconds: 10 }))).toEqual({ retry: true, delayMs: 10_250 });
    expect(decide(answer(429, { retryAfterSeconds: 11 }))).toEqual({ retry: false });
  });

  it('goes to another key at once instead of waiting', () => {
    expect(decide(answer(429, { retryAfterSeconds: 60 }), { hasOtherKey: true })).toEqual({ retry: true, delayMs: 0 });
    expect(decide(answer(401), { hasOtherKey: true })).toEqual({ retry: true, delayMs: 0 });
    expect(decide(answer(401))).toEqual({ retry: false });
  });

  it('retries failures that upstream may have billed at most once', () => {
    const timeout: UpstreamFailure = { kind: 'timeout', phase: 'first_byte' };
    expect(decide(timeout, { costlyFailures: 1 }).retry).toBe(true);
    expect(decide(timeout, { attempt: 2, costlyFailures: 2 }).retry).toBe(false);
    expect(decide({ kind: 'timeout', phase: 'total' }).retry).toBe(false);
  });

  it('does not wait past the deadline', () => {
    expect(decide(answer(429, { retryAfterSeconds: 5 }), { remainingMs: 5_000 })).toEqual({ retry: false });
  });
});

describe('retry budget', () => {
  it('adds no more than a tenth to the traffic, after a small reserve', () => {
    const budget = createRetryBudget();
    let retries = 0;
    for (let request = 0; request < 1_000; request++) {
      budget.earn();
      if (budget.spend()) retries += 1;
    }
    expect(retries).toBeGreaterThanOrEqual(100);
    expect(retries).toBeLessThanOrEqual(110);
  });
});

describe('error answers', () => {
  it.each([
    ['12', 12],
    ['1.2', 2],
    ['Thu, 01 Jan 1970 00:00:30 GMT', 20],
    ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
    ['soon', null],
    ['-1', null],
    ['', null],
    [undefined, null],
  ])('reads retry-after %j as %j seconds', (header, seconds) => {
    expect(parseRetryAfter(header, 10_000)).toBe(seconds);
  });

  it.each(['<html>502</html>', '', '{"error":{"ty'])(
    'keeps the status when the body is %j, and none of its text',
    (body) => {
      expect(toStatusError({ status: 502, retryAfter: undefined, body }, 0).failure).toEqual(answer(502));
    },
  );
});
