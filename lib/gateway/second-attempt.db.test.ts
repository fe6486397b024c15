import { describe, expect, it } from 'vitest';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { receiptOf } from '#lib/testing/receipts.ts';
import type { Script } from '#lib/testing/scripted-upstream.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { answerOf, asksForStream, errorReply, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const ask = (body: object) => gateway.ask({ secret: customer.secret, body });
const refuse = (message: string) => errorReply({ status: 400, type: 'invalid_request_error', message });
const greet: Script = (request) =>
  asksForStream(request) ? streamReply(answerOf('Hi')) : wholeReply(GREETING_MESSAGE);

/** Scripts an upstream that refuses the first attempt with this message, and answers the second. */
const refusingFirst =
  (message: string): Script =>
  (request, index) =>
    index === 0 ? refuse(message) : greet(request, index);

const sampled = {
  model: 'claude-sonnet-4-6',
  messages: [{ role: 'user', content: 'Hello' }],
  temperature: 0.5,
  top_k: 5,
  seed: 7,
};
const NO_SAMPLING = '`temperature` is deprecated for this model.';

describe.each([false, true])('the part that a second attempt leaves out, streamed %s,', (stream) => {
  it('is named in header, body and receipt like every adjustment', async () => {
    gateway.script(refusingFirst(NO_SAMPLING));
    const { headers, json, chunks } = await ask({ ...sampled, stream, include_adjustments: true });
    const named = ['seed=dropped', 'temperature=dropped', 'top_k=dropped'];
    expect(headers['x-tokenhub-adjusted']).toBe(named.join('; '));
    const told = [json, ...chunks].flatMap((part) => part?.tokenhub?.adjustments ?? []);
    expect(told.map(({ param, action }: Record<string, string>) => `${param}=${action}`)).toEqual(named);
    const receipt = await receiptOf(gateway, customer, headers['x-request-id'] ?? '');
    expect(receipt.adjustments).toEqual(named);
  });

  it('is not left out for customers who forbid adjustments', async () => {
    const received = gateway.script(refusingFirst(NO_SAMPLING));
    const { seed: _, ...exact } = sampled;
    const answer = await ask({ ...exact, stream, strict_params: true });
    expect(answer).toMatchObject({ status: 400, error: { code: 'unsupported_value', param: 'temperature' } });
    expect(received).toHaveLength(1);
  });
});

/** The upstream calls of the customer's newest request, as its receipt in the portal shows them. */
async function callsOf(requestId: string | undefined, { accountId } = customer) {
  const [{ ledger }, { listAttempts }] = await Promise.all([
    import('#lib/billing/ledger/ledger.ts'),
    import('#lib/usage/attempts.ts'),
  ]);
  await ledger().attempts.flush();
  const calls = await listAttempts(accountId, requestId ?? '');
  for (const { startedMs, answeredMs, endedMs } of calls) {
    expect(startedMs).toBeLessThanOrEqual(answeredMs ?? endedMs);
    expect(answeredMs ?? startedMs).toBeLessThanOrEqual(endedMs);
  }
  return calls.map(({ provider, keyNumber, reason, failure, statusCode, answeredMs }) => [
    ...[provider, keyNumber, reason, failure, statusCode],
    answeredMs !== null,
  ]);
}

describe.each([false, true])('each call to a provider is kept, streamed %s:', (stream) => {
  const failed = (reason: string | null, failure: string, status: number) => [
    ...['anthropic', 1, reason, failure, status],
    false,
  ];
  const answered = (reason: string | null) => ['anthropic', 1, reason, null, null, true];

  it.each<[string, Script, unknown[]]>([
    ['one that is answered at once', greet, [answered(null)]],
    [
      'one that is asked again when upstream is overloaded',
      (request, index) => (index === 0 ? errorReply({ status: 529, type: 'overloaded_error' }) : greet(request, index)),
      [failed(null, 'overloaded', 529), answered('retry')],
    ],
    [
      'one that is asked again without what upstream objected to',
      refusingFirst(NO_SAMPLING),
      [failed(null, 'bad_request', 400), answered('adjusted')],
    ],
    ['one that is refused', () => refuse('messages: too odd'), [failed(null, 'bad_request', 400)]],
  ])('%s', async (_, script, calls) => {
    gateway.script(script);
    const { headers } = await ask({ ...sampled, stream });
    expect(await callsOf(headers['x-request-id'])).toEqual(calls);
    const receipt = await receiptOf(gateway, customer, headers['x-request-id'] ?? '');
    const told = receipt.calls.map(({ provider, reason }: Record<string, unknown>) => [provider, 1, reason]);
    expect(told).toEqual(calls.map((call) => (call as unknown[]).slice(0, 3)));
    for (const call of receipt.calls)
      expect(call.ended_ms, 'before its money is settled').toBeLessThanOrEqual(receipt.duration_ms);
  });
});

it('a second question for JSON is a call of its own, and no other account sees either', async () => {
  gateway.script((_, index) => wholeReply(GREETING_MESSAGE.replace('Grüße 👋', index === 0 ? 'No.' : '{}')));
  const { headers } = await ask({ ...sampled, response_format: { type: 'json_object' } });
  const id = headers['x-request-id'];
  expect(await callsOf(id)).toEqual([
    ['anthropic', 1, null, null, null, true],
    ['anthropic', 1, 'repeat', null, null, true],
  ]);
  const stranger = await gateway.createCustomer();
  expect(await callsOf(id, stranger)).toEqual([]);
});

it('in a tool loop whose thinking upstream rejects, a model with manual thinking answers without', async () => {
  gateway.useSandbox();
  const reasoning_details = [
    { type: 'reasoning.text', text: 'Hm.', signature: 'c2ln', format: 'anthropic-claude-v1', index: 0 },
  ];
  const call = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{}' } };
  const { status, error, headers } = await ask({
    model: 'claude-haiku-4-5',
    messages: [
      { role: 'user', content: 'Is it raining?' },
      { role: 'assistant', content: null, tool_calls: [call], reasoning_details },
      { role: 'tool', tool_call_id: 'call_1', content: 'Yes.' },
    ],
    tools: [{ type: 'function', function: { name: 'weather' } }],
    reasoning_effort: 'high',
    max_tokens: 4_000,
  });
  expect({ status, error }).toEqual({ status: 200, error: null });
  expect(headers['x-tokenhub-adjusted']).toContain('reasoning_details=dropped; reasoning_effort=dropped');
});
