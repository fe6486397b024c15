import { describe, expect, it } from 'vitest';
import type { ERROR_FORMS } from '#lib/sandbox/errors.ts';
import { expectFailure, expectFree, FORGETFUL, IMPATIENT } from '#lib/testing/failures.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { addUp, balanceOf, receiptOf, toNano } from '#lib/testing/receipts.ts';

const ask = (directive: string, stream: boolean, more: object = {}) => {
  const messages = [{ role: 'user', content: `sandbox: ${directive}` }];
  return gateway.ask({ secret: customer.secret, body: { model: 'claude-sonnet-4-6', messages, stream, ...more } });
};

const OPERATOR = [503, 'upstream_unavailable'] as const;
const UPSTREAM = [502, 'upstream_error'] as const;

/** The customer's error for each failure that the sandbox can simulate. */
const EXPECTED: Record<keyof typeof ERROR_FORMS, readonly [status: number, code: string]> = {
  '400': [400, 'invalid_value'],
  '401': OPERATOR,
  '402': OPERATOR,
  '403': OPERATOR,
  '404': [503, 'model_unavailable'],
  '409': OPERATOR,
  '413': [413, 'request_too_large'],
  '429': [503, 'upstream_rate_limited'],
  '500': UPSTREAM,
  '502': UPSTREAM,
  '503': UPSTREAM,
  '504': [504, 'timeout'],
  '520': UPSTREAM,
  '524': UPSTREAM,
  '529': [503, 'overloaded'],
  'api-limit': OPERATOR,
  'on-hold': OPERATOR,
  'too-long': [400, 'context_length_exceeded'],
  'too-large-page': [413, 'request_too_large'],
  'spend-cap': OPERATOR,
  ramp: [503, 'upstream_rate_limited'],
  'timeout-page': [504, 'timeout'],
};

describe.each([false, true])('a failure ordered from the sandbox costs nothing, streamed %s (G5):', (stream) => {
  it.each(Object.entries(EXPECTED))('error %s', async (form, [status, code]) => {
    gateway.useSandbox(FORGETFUL);
    // A delay above ten seconds is not waited for, so the test is not either.
    const delay = code === 'upstream_rate_limited' ? ' retry-after=20' : '';
    const answer = await ask(`error ${form}${delay}`, stream);
    expect(answer.status).toBe(status);
    expectFailure(answer, code);
    await expectFree(gateway, customer, 1);
  });

  it.each([
    ['error-after 4', 'overloaded'],
    ['error-after 4 500', 'upstream_error'],
    ['cut-after 4', 'upstream_error'],
    ['end-after 4', 'upstream_error'],
  ])('%s', async (directive, code) => {
    gateway.useSandbox(FORGETFUL);
    expectFailure(await ask(directive, stream), code);
    await expectFree(gateway, customer, 1);
  });

  it.each(['hang', 'hang-after 4'])('%s', async (directive) => {
    gateway.useSandbox(IMPATIENT);
    expectFailure(await ask(directive, stream), 'timeout');
    await expectFree(gateway, customer, 1);
  });
});

it('a stream that ends without message_stop is no answer (B11)', async () => {
  gateway.useSandbox(FORGETFUL);
  expectFailure(await ask('no-stop', true), 'upstream_error');
  await expectFree(gateway, customer, 1);
});

describe.each([false, true])('an odd but complete answer is paid to the nano, streamed %s:', (stream) => {
  it.each([
    ['empty', 'stop'],
    ['blank-start', 'stop'],
    ['length', 'length'],
    ['pause', 'stop'],
    ['stop something_new', 'stop'],
    ['crlf', 'stop'],
    ['unknown-events', 'stop'],
    ['two-starts', 'stop'],
    ['slow chunks=3 delay=1ms', 'stop'],
    ['error 529 times=2', 'stop'],
    ['usage {"cache_read_input_tokens":1000,"cache_creation_input_tokens":500}', 'stop'],
  ])('%s', async (directive, reason) => {
    gateway.useSandbox();
    const answer = await ask(directive, stream);
    expect(answer).toMatchObject({ status: 200, error: null, isDone: stream });
    const choices = stream ? answer.chunks.flatMap((chunk) => chunk.choices) : answer.json.choices;
    expect(choices.at(-1).finish_reason).toBe(reason);
    const receipt = await receiptOf(gateway, customer, answer.headers['x-request-id'] ?? '');
    const { available } = await balanceOf(gateway, customer);
    expect([addUp(receipt), toNano(receipt.cost_usd)]).toEqual([toNano('10') - available, toNano('10') - available]);
  });
});
