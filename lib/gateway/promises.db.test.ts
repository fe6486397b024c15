import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Json, toRequest } from '#lib/testing/ask.ts';
import { WAYS } from '#lib/testing/failures.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { balanceOf, receiptOf, toNano, usageOf } from '#lib/testing/receipts.ts';
import type { Script } from '#lib/testing/scripted-upstream.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { answerOf, asksForStream, errorReply, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const hello = { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Hello' }] };
const ask = (body: object) => gateway.ask({ secret: customer.secret, body });
const says = (text: string) => wholeReply(GREETING_MESSAGE.replace('Grüße 👋', text));
const greet: Script = (request) => (asksForStream(request) ? streamReply(answerOf('Hi')) : says('Hi'));
const sent = (requests: { body: string }[]): Json[] => requests.map(({ body }) => JSON.parse(body));
const COST = 87_000n; // 9 × 3,000 + 4 × 15,000

describe('json_object', () => {
  const body = { ...hello, response_format: { type: 'json_object' } };

  it('keeps exactly the object of a talkative answer', async () => {
    const received = gateway.script(() => says('Sure: {\\"a\\":1} There you are.'));
    expect((await ask(body)).json.choices[0].message.content).toBe('{"a":1}');
    expect(received).toHaveLength(1);
  });

  const reports = (text: string, input_tokens: number, output_tokens: number) =>
    wholeReply(
      JSON.stringify({
        ...JSON.parse(GREETING_MESSAGE),
        content: [{ type: 'text', text }],
        usage: { input_tokens, output_tokens },
      }),
    );

  it('is repeated when the answer is no JSON; the delivered answer is billed, and the receipt lists both', async () => {
    const received = gateway.script((_, index) =>
      index === 0 ? reports('I would rather not.', 9, 600) : reports('{"a":1}', 650, 7),
    );
    const { json, headers } = await ask({ ...body, max_tokens: 600 });
    expect(json.choices[0].message.content).toBe('{"a":1}');
    const [, second] = sent(received);
    expect(second.messages.at(-2)).toMatchObject({ role: 'assistant', content: [{ text: 'I would rather not.' }] });
    const cost = 650n * 3_000n + 7n * 15_000n;
    expect((await balanceOf(gateway, customer)).available).toBe(toNano('10') - cost);
    expect(json.usage).toMatchObject({ prompt_tokens: 650, completion_tokens: 7, cost: Number(cost) / 1e9 });
    expect(await receiptOf(gateway, customer, headers['x-request-id'] ?? '')).toMatchObject({
      upstream_usage: { input_tokens: 650, output_tokens: 7 },
      discarded_usage: { input_tokens: 9, output_tokens: 600 },
      attempts: 2,
      outcome: 'completed',
      absorbed_usd: '0',
    });
  });

  it('is held with the input of a repeated call, which includes the first answer', async () => {
    gateway.script(() => errorReply({ status: 500 }));
    const held = async (more: object) => {
      await ask({ ...body, max_tokens: 600, ...more });
      return (await usageOf(gateway, customer))[0].held;
    };
    const streamed = await held({ stream: true }); // which is not repeated
    expect((await held({})) - streamed).toBe((600n + 128n) * 3_000n);
  });

  it('costs nothing when the second answer is no JSON either', async () => {
    const received = gateway.script(() => says('No.'));
    expect(await ask(body)).toMatchObject({ status: 502, error: { code: 'upstream_error' } });
    expect(received).toHaveLength(2);
    expect((await balanceOf(gateway, customer)).available).toBe(toNano('10'));
  });

  it('of a long answer is asked for again the way it was asked for first: as a stream', async () => {
    const received = gateway.script((_, index) => streamReply(answerOf(index === 0 ? 'No.' : '{\\"a\\":1}')));
    await ask({ ...body, max_tokens: 60_000 });
    expect(sent(received).map(({ stream }) => stream)).toEqual([true, true]);
  });
});

describe('a number of nineteen digits', () => {
  const args = '{"id": 2512292042121000001, "rate": 1.0, "most": 1e400}';
  const look = { type: 'function', function: { name: 'look', parameters: { type: 'object', properties: {} } } };
  const question = { role: 'user', content: `sandbox: tool-raw look ${args}` };
  const digits = (text: string) => text.replaceAll(/\s/g, '');

  it.each(Object.entries(WAYS))('is called with as it was written, %s', async (_way, way) => {
    gateway.useSandbox();
    const { json, chunks } = await ask({ ...way, messages: [question], tools: [look] });
    const calls =
      'stream' in way
        ? chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])
        : json.choices[0].message.tool_calls;
    expect(digits(calls.map((call: Json) => call.function.arguments).join(''))).toBe(digits(args));
  });

  it('goes back to upstream as it was written', async () => {
    const received = gateway.script(greet);
    const tool_calls = [{ id: 'call_1', type: 'function', function: { name: 'look', arguments: args } }];
    const result = { role: 'tool', tool_call_id: 'call_1', content: 'OK' };
    const body = { ...hello, messages: [...hello.messages, { role: 'assistant', tool_calls }, result], tools: [look] };
    expect(await ask(body)).toMatchObject({ status: 200 });
    expect(received[0]?.body).toContain(`"input":${digits(args)}`);
    const schema = JSON.stringify({ ...hello, tools: [look] }).replace('"properties":{}', `"default":${args}`);
    expect(await gateway.ask({ secret: customer.secret, body: schema })).toMatchObject({ status: 200 });
    expect(received[1]?.body).toContain(`"default":${digits(args)}`);
  });
});

describe.each([false, true])('a part that upstream refuses, streamed %s,', (stream) => {
  const refuse = (message: string) => errorReply({ status: 400, type: 'invalid_request_error', message });

  it('is left out in a second attempt when it is sampling', async () => {
    const received = gateway.script((request, index) =>
      index === 0 ? refuse('`temperature` is deprecated for this model') : greet(request, index),
    );
    expect(await ask({ ...hello, stream, temperature: 0.5 })).toMatchObject({ status: 200, error: null });
    expect(sent(received).map(({ temperature }) => temperature)).toEqual([0.5, undefined]);
    expect((await usageOf(gateway, customer))[0]).toMatchObject({ cost: COST });
  });

  it('is left out in a second attempt when it is replayed thinking', async () => {
    const received = gateway.script((request, index) =>
      index === 0 ? refuse('messages.1.content.0: Invalid `signature` in `thinking` block') : greet(request, index),
    );
    const reasoning_details = [
      { type: 'reasoning.text', text: 'Hm.', signature: 'c2ln', format: 'anthropic-claude-v1', index: 0 },
    ];
    const messages = [
      ...hello.messages,
      { role: 'assistant', content: 'Hi.', reasoning_details },
      { role: 'user', content: 'Go on' },
    ];
    const answer = await ask({ ...hello, stream, messages, reasoning_effort: 'high', max_tokens: 4_000 });
    expect(answer).toMatchObject({ status: 200, error: null });
    expect(received).toHaveLength(2);
    expect(received[0]?.body).toContain('"thinking":"Hm."');
    expect(received[1]?.body).not.toContain('Hm.');
  });

  it('is reported to the customer when it is their own, and not retried', async () => {
    const received = gateway.script(() => refuse('messages.0: bad'));
    expect(await ask({ ...hello, stream })).toMatchObject({ status: 400, error: { param: 'messages[0]' } });
    expect(received).toHaveLength(1);
  });
});

describe('an adjustment', () => {
  const body = { ...hello, model: 'claude-opus-4-7', temperature: 0.5, seed: 7 };

  it.each([false, true])('is named in a header and on the receipt, streamed %s', async (stream) => {
    gateway.script(greet);
    const { headers, text } = await ask({ ...body, stream });
    expect(headers['x-tokenhub-adjusted']).toBe('temperature=dropped; seed=dropped');
    expect(text).not.toContain('tokenhub');
    const receipt = await receiptOf(gateway, customer, headers['x-request-id'] ?? '');
    expect(receipt.adjustments).toEqual(['temperature=dropped', 'seed=dropped']);
  });

  it.each([false, true])('is explained in the body once, when asked for, streamed %s', async (stream) => {
    gateway.script(greet);
    const { json, chunks } = await ask({ ...body, stream, include_adjustments: true });
    const told = [json, ...chunks].flatMap((part) => part?.tokenhub?.adjustments ?? []);
    expect(told).toMatchObject([
      { param: 'temperature', action: 'dropped', reason: expect.stringMatching(/\w/) },
      { param: 'seed', action: 'dropped', reason: expect.stringMatching(/\w/) },
    ]);
  });

  it('is a 400 with strict_params, and nothing is sent or held', async () => {
    const received = gateway.script(greet);
    const answer = await ask({ ...body, strict_params: true });
    expect(answer).toMatchObject({ status: 400, error: { code: 'unsupported_parameter', param: 'temperature' } });
    expect(received).toEqual([]);
  });

  it('includes fields this endpoint does not have', async () => {
    const received = gateway.script(greet);
    const { status, headers } = await ask({ ...hello, provider: { order: ['x'] }, 'not\r\na field': 1 });
    expect({ status, adjusted: headers['x-tokenhub-adjusted'] }).toEqual({
      status: 200,
      adjusted: 'provider=ignored; *=ignored',
    });
    expect(received[0]?.body).not.toContain('order');
    const refused = await ask({ ...hello, max_token: 5, strict_params: true });
    expect(refused).toMatchObject({ status: 400, error: { code: 'unsupported_parameter', param: 'max_token' } });
    expect(refused.error?.message).toContain('`max_tokens`');
  });

  it('is absent from the headers of an unadjusted request', async () => {
    gateway.script(greet);
    expect((await ask(hello)).headers).not.toHaveProperty('x-tokenhub-adjusted');
  });
});

describe('a model on its way out', () => {
  it('is announced in headers, with the successor', async () => {
    gateway.script(greet);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-29') });
    const { headers } = await ask({ ...hello, model: 'claude-sonnet-4-5' });
    vi.useRealTimers();
    expect(headers).toMatchObject({
      deprecation: `@${Date.UTC(2026, 9, 1) / 1_000}`,
      sunset: 'Mon, 30 Nov 2026 00:00:00 GMT',
      link: '</api/v1/models/anthropic/claude-sonnet-4-6>; rel="successor-version"',
    });
  });

  it('once gone, is answered, named and billed as its successor for customers who agreed to that', async () => {
    const received = gateway.script(greet);
    const { secret } = await gateway.addKey(customer.accountId, { acceptsSuccessors: true });
    const answer = await gateway.ask({ secret, body: { ...hello, model: 'claude-4-opus' } });
    expect(answer.json.model).toBe('anthropic/claude-opus-4-8');
    expect(sent(received)[0].model).toBe('claude-opus-4-8');
    const receipt = await receiptOf(gateway, customer, answer.json.id);
    expect(receipt).toMatchObject({ model: 'anthropic/claude-opus-4-8', requested_model: 'claude-4-opus' });
    expect(receipt.cost_usd).toBe('0.000145'); // 9 × 5 and 4 × 25 USD per million, not 15 and 75
  });

  it('in its successor’s place must be allowed to the key as well', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { acceptsSuccessors: true, models: ['claude-4-opus'] });
    const answer = await gateway.ask({ secret, body: { ...hello, model: 'claude-4-opus' } });
    expect(answer).toMatchObject({ status: 403, error: { code: 'model_not_allowed' } });
  });
});

describe('a test key', () => {
  let secret: string;
  beforeEach(async () => {
    ({ secret } = await gateway.addKey(customer.accountId, { mode: 'test' }));
  });

  it.each([false, true])('costs nothing and moves no money, streamed %s', async (stream) => {
    const received = gateway.script(() => 'reset');
    const body = { ...hello, stream, stream_options: stream ? { include_usage: true } : null };
    const answer = await gateway.ask({ secret, body });
    expect(answer).toMatchObject({ status: 200, error: null });
    expect(answer.text).toContain('"cost":0}');
    expect(received).toEqual([]);
    const { rows } = await gateway.pool.query(
      `SELECT count(*) FROM ledger_transaction WHERE account_id = $1 AND kind = 'charge'`,
      [customer.accountId],
    );
    expect(rows).toEqual([{ count: 0n }]);
    expect(await balanceOf(gateway, customer)).toEqual({ available: toNano('10'), held: 0n });
    const receipt = await receiptOf(gateway, customer, answer.headers['x-request-id'] ?? '');
    expect(receipt).toMatchObject({ mode: 'test', cost_usd: '0', outcome: 'completed' });
  });

  it('works with an empty balance, and for models upstream has retired', async () => {
    const poor = await gateway.createCustomer({ usd: '0', key: { mode: 'test' } });
    const answer = await gateway.ask({ secret: poor.secret, body: { ...hello, model: 'claude-3-5-sonnet-latest' } });
    expect(answer).toMatchObject({ status: 200, json: { model: 'claude-3-5-sonnet-latest' } });
  });

  it('that orders failures does not close the sandbox for others', async () => {
    const failing = { ...hello, messages: [{ role: 'user', content: 'sandbox: error 401' }] };
    for (let turn = 0; turn < 6; turn++) {
      expect(await gateway.ask({ secret, body: failing })).toMatchObject({ status: 503 });
    }
    expect(await gateway.ask({ secret, body: hello })).toMatchObject({ status: 200 });
  });

  it('that hangs up is recorded, and costs nothing', async () => {
    const body = { ...hello, stream: true, messages: [{ role: 'user', content: 'sandbox: hang-after 4' }] };
    const leaving = new AbortController();
    const reply = await gateway.handle(toRequest({ secret, body, signal: leaving.signal }));
    const pieces = (reply.body as AsyncIterable<string>)[Symbol.asyncIterator]();
    await pieces.next();
    leaving.abort();
    await pieces.return?.();
    expect((await usageOf(gateway, customer))[0]).toMatchObject({ mode: 'test', cost: 0n, outcome: 'client_aborted' });
  });
});

it('upstream learns of an end user only by a keyed hash, different for each account', async () => {
  const received = gateway.script(greet);
  const stranger = await gateway.createCustomer();
  const body = { ...hello, user: 'jane@example.com' };
  await ask(body);
  await ask(body);
  await gateway.ask({ secret: stranger.secret, body });
  const [first, second, other] = sent(received).map(({ metadata }) => metadata.user_id);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
  for (const { body: text } of received) expect(text).not.toContain('jane');
});

it('upstream sees our key and none of the customer’s headers', async () => {
  const received = gateway.script(greet);
  const headers = { cookie: 'session=1', 'x-forwarded-for': '198.51.100.1', 'anthropic-beta': 'whatever' };
  await gateway.ask({ secret: customer.secret, body: hello, headers });
  const [request] = received;
  expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
    'accept',
    'accept-encoding',
    'anthropic-version',
    'connection',
    'content-length',
    'content-type',
    'host',
    'user-agent',
    'x-api-key',
  ]);
  expect(JSON.stringify(request)).not.toContain(customer.secret);
});
