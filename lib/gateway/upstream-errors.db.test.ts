import { describe, expect, it } from 'vitest';
import { expectFailure, expectFree, expectNothingLeaks, FORGETFUL, IMPATIENT, WAYS } from '#lib/testing/failures.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { usageOf } from '#lib/testing/receipts.ts';
import type { ScriptedReply } from '#lib/testing/scripted-upstream.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import {
  answerOf,
  asksForStream,
  errorReply,
  htmlReply,
  streamReply,
  wholeReply,
} from '#lib/testing/upstream-faults.ts';

const ask = (body: object = WAYS.streamed) => gateway.ask({ secret: customer.secret, body });
const expectFreeRequests = (count: number) => expectFree(gateway, customer, count);

/** A fixed clock: no key's rest ends between two requests of a test, however slow the machine is. */
const AT_ONE_MOMENT = { now: () => 0 };
const RETRY_NOT = { 'x-should-retry': 'false' };

const STATUSES: Record<string, [reply: ScriptedReply, status: number, code: string, headers?: object]> = {
  '400 of unknown words': [errorReply({ status: 400, type: 'invalid_request_error' }), 400, 'invalid_value'],
  '400 spend limit': [
    errorReply({
      status: 400,
      type: 'invalid_request_error',
      message: 'You have reached your specified API usage limits.',
    }),
    ...([503, 'upstream_unavailable', RETRY_NOT] as const),
  ],
  '400 organisation on hold': [
    errorReply({ status: 400, type: 'invalid_request_error', errorCode: 'organization_on_hold' }),
    ...([503, 'upstream_unavailable', RETRY_NOT] as const),
  ],
  '400 prompt too long': [
    errorReply({
      status: 400,
      type: 'invalid_request_error',
      message: 'prompt is too long: 210000 tokens > 200000 maximum',
    }),
    ...([400, 'context_length_exceeded'] as const),
  ],
  '401': [errorReply({ status: 401, type: 'authentication_error' }), 503, 'upstream_unavailable', RETRY_NOT],
  '402': [errorReply({ status: 402, type: 'billing_error' }), 503, 'upstream_unavailable', RETRY_NOT],
  '403': [errorReply({ status: 403, type: 'permission_error' }), 503, 'upstream_unavailable', RETRY_NOT],
  '404 model': [
    errorReply({ status: 404, type: 'not_found_error', message: 'model: claude-sonnet-4-6' }),
    ...([503, 'model_unavailable', RETRY_NOT] as const),
  ],
  '404 address': [errorReply({ status: 404, type: 'not_found_error' }), 503, 'upstream_unavailable', RETRY_NOT],
  '405': [errorReply({ status: 405 }), 503, 'upstream_unavailable', RETRY_NOT],
  '409': [errorReply({ status: 409, type: 'conflict_error' }), 503, 'upstream_unavailable', { 'retry-after': '1' }],
  '413': [errorReply({ status: 413, type: 'request_too_large' }), 413, 'request_too_large'],
  '413 page': [htmlReply(413), 413, 'request_too_large'],
  '429 for a while': [
    errorReply({ status: 429, type: 'rate_limit_error', retryAfter: '30' }),
    ...([503, 'upstream_rate_limited', { 'retry-after': '30' }] as const),
  ],
  '429 spend cap': [errorReply({ status: 429, type: 'rate_limit_error' }), 503, 'upstream_unavailable', RETRY_NOT],
  '429 ramp': [
    errorReply({ status: 429, type: 'rate_limit_error', errorCode: 'ramp_limit_exceeded', retryAfter: '20' }),
    ...([503, 'upstream_rate_limited', { 'retry-after': '20' }] as const),
  ],
  '500': [errorReply({ status: 500 }), 502, 'upstream_error'],
  '500 overloaded by its body': [
    errorReply({ status: 500, type: 'overloaded_error' }),
    ...([503, 'overloaded', { 'retry-after': '5' }] as const),
  ],
  '502 page': [htmlReply(502), 502, 'upstream_error'],
  '503 page': [htmlReply(503), 502, 'upstream_error'],
  '504': [errorReply({ status: 504, type: 'timeout_error' }), 504, 'timeout'],
  '504 page': [htmlReply(504), 504, 'timeout'],
  '520 page': [htmlReply(520), 502, 'upstream_error'],
  '524 page': [htmlReply(524), 502, 'upstream_error'],
  '529': [errorReply({ status: 529, type: 'overloaded_error' }), 503, 'overloaded', { 'retry-after': '5' }],
  'an endless error body': [{ status: 500, body: 'x'.repeat(100_000), ending: 'hang' }, 502, 'upstream_error'],
  'a redirect': [
    { status: 302, headers: { location: 'https://api.anthropic.com/' } },
    ...([503, 'upstream_unavailable', RETRY_NOT] as const),
  ],
  'a page with status 200': [{ ...htmlReply(200), status: 200 }, 502, 'upstream_error'],
  'an empty answer': [{}, 502, 'upstream_error'],
};

describe.each(Object.entries(WAYS))('upstream fails (G5), %s:', (_way, body) => {
  it.each(Object.entries(STATUSES))('%s', async (_name, [reply, status, code, headers = {}]) => {
    gateway.script(() => reply, FORGETFUL);
    const answer = await ask(body);
    expect(answer).toMatchObject({ status, headers });
    expectFailure(answer, code);
    await expectFreeRequests(1);
  });

  it('and hangs up without a word', async () => {
    const received = gateway.script(() => 'reset', FORGETFUL);
    expectFailure(await ask(body), 'upstream_error');
    expect(received).toHaveLength(3);
    await expectFreeRequests(1);
  });

  it('and never answers (B12)', async () => {
    gateway.script(() => 'hang', IMPATIENT);
    const answer = await ask(body);
    expect(answer.status).toBe(504);
    expectFailure(answer, 'timeout');
    await expectFreeRequests(1);
  });

  it('and is not there', async () => {
    gateway.script(() => 'hang', { baseUrl: 'http://127.0.0.1:9', ...FORGETFUL });
    const answer = await ask(body);
    expect(answer.status).toBe(502);
    await expectFreeRequests(1);
  });

  it('twice, and then answers: charged once', async () => {
    const received = gateway.script((request, index) => {
      if (index < 2) return errorReply({ status: 529, type: 'overloaded_error' });
      return asksForStream(request) ? streamReply(answerOf('Hi')) : wholeReply(GREETING_MESSAGE);
    });
    expect(await ask(body)).toMatchObject({ status: 200, error: null });
    expect(received).toHaveLength(3);
    const [row] = await usageOf(gateway, customer);
    expect(row).toMatchObject({ attempts: 3, cost: 87_000n, outcome: 'completed' }); // 9 × 3,000 + 4 × 15,000
  });
});

it('passes on none of upstream’s extra data in a good answer', async () => {
  gateway.script((request) => (asksForStream(request) ? streamReply(answerOf('Hi')) : wholeReply(GREETING_MESSAGE)));
  for (const body of Object.values(WAYS)) expectNothingLeaks(await ask(body));
});

it('alarms the operator about a refused key, and leaves it out from then on', async () => {
  const received = gateway.script(() => errorReply({ status: 401, type: 'authentication_error' }), AT_ONE_MOMENT);
  for (let turn = 0; turn < 3; turn++) expectFailure(await ask(WAYS.whole), 'upstream_unavailable');
  expect(received).toHaveLength(1);
  expect(gateway.alarms.at(-1)).toMatchObject({ kind: 'refused', key: 'key #1', status: 401 });
  await expectFreeRequests(3);
});

it('that keeps failing is left alone for a moment, and customers learn when to retry (B23)', async () => {
  const received = gateway.script(() => errorReply({ status: 529, type: 'overloaded_error' }), AT_ONE_MOMENT);
  for (let turn = 0; turn < 5; turn++) expectFailure(await ask(WAYS.whole), 'overloaded');
  expect(received).toHaveLength(5); // five failures in a row open the breaker, retries included
  const { headers } = await ask(WAYS.whole);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(headers['x-should-retry']).not.toBe('false');
  expect(received).toHaveLength(5);
  await expectFreeRequests(6);
});
