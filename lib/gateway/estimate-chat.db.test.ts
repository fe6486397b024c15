import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '#lib/testing/ask.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { balanceOf, receiptOf, toNano, usageOf } from '#lib/testing/receipts.ts';

const FIXTURES = new URL('./dialects/chat/__fixtures__/request/', import.meta.url);

/** A recorded request, of a model that still answers. */
const readFixture = (name: string): Json => {
  const body = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
  return { ...body, model: body.model.replace('sonnet-4-5', 'sonnet-4-6') };
};

/** Every recorded request, and some whose cost is hard to estimate. */
const REQUESTS: [string, Json][] = [
  ...readdirSync(FIXTURES)
    .filter((name) => name.endsWith('.openai.json'))
    .map((name): [string, Json] => [name, readFixture(name)]),
  ['a short text', say('Hello')],
  ['a text in Japanese', say('こんにちは、世界。'.repeat(50))],
  ['one token of an answer', { ...say('Hello'), max_tokens: 1 }],
  ['thinking', { ...say('Hello'), reasoning_effort: 'low', max_tokens: 4_000 }],
  ['a JSON object', { ...say('sandbox: say {"a":1}'), response_format: { type: 'json_object' } }],
  ['a prompt to be cached', say([{ type: 'text', text: 'word '.repeat(9_000), cache_control: { type: 'ephemeral' } }])],
  ['a stream', { ...say('sandbox: repeat 50'), stream: true }],
];

function say(content: unknown): Json {
  return { model: 'claude-haiku-4-5', max_tokens: 500, messages: [{ role: 'user', content }] };
}

const inputOf = ({ upstream_usage: usage }: Json): number =>
  usage.input_tokens + usage.cache_creation_input_tokens + usage.cache_read_input_tokens;

const estimate = (body: object | string, secret: string | null = customer.secret) =>
  gateway.ask({ secret, body, url: '/api/v1/chat/completions/estimate' });
const ask = (body: object) => gateway.ask({ secret: customer.secret, body });

beforeEach(() => gateway.useSandbox());

describe('the cost of a request lies within its estimate, and the upper bound is held,', () => {
  it.each(REQUESTS)('with %s, asked twice', async (_, body) => {
    const untouched = await balanceOf(gateway, customer);
    const { status, json } = await estimate(body);
    expect(status).toBe(200);
    expect(await balanceOf(gateway, customer)).toEqual(untouched);
    expect(await usageOf(gateway, customer)).toEqual([]);
    for (const answer of [await ask(body), await ask(body)]) {
      expect(answer.status).toBe(200);
      const receipt = await receiptOf(gateway, customer, answer.headers['x-request-id'] ?? '');
      expect(toNano(receipt.cost_usd)).toBeGreaterThanOrEqual(BigInt(json.from_nano_usd));
      expect(toNano(receipt.cost_usd)).toBeLessThanOrEqual(BigInt(json.at_most_nano_usd));
      expect(receipt).toMatchObject({ held_usd: json.at_most_usd, price_id: json.price_id, model: json.model });
      if (json.counted === 'upstream') expect(inputOf(receipt)).toBe(json.input_tokens);
      else expect(inputOf(receipt)).toBeLessThan(json.input_tokens);
    }
  });
});

it('gives a streamed request the same estimate, and lists its adjustments', async () => {
  const { json, headers } = await estimate({ ...say('Hello'), stream: true, seed: 7 });
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-tokenhub-adjusted': 'seed=dropped',
  });
  expect(json.adjustments).toMatchObject([{ param: 'seed', action: 'dropped' }]);
  expect(json.from_usd).toBe((await estimate(say('Hello'))).json.from_usd);
});

describe('a request that is not covered', () => {
  it.each(['0.001', '0.0005'])('with %s USD gets its largest max_tokens, exact to the token', async (usd) => {
    const poor = await gateway.createCustomer({ usd });
    const body = say('Hello');
    const { json } = await estimate(body, poor.secret);
    expect(json).toMatchObject({ fits: false, available_usd: usd });
    const asking = (max_tokens: number) => gateway.ask({ secret: poor.secret, body: { ...body, max_tokens } });
    expect(json.largest_max_tokens).toBeGreaterThan(0);
    expect((await asking(json.largest_max_tokens + 1)).status).toBe(402);
    expect((await asking(json.largest_max_tokens)).status).toBe(200);
  });

  it('by the cap of its key is none that fits', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { capDay: '0.000001' });
    const { json } = await estimate(say('Hello'), secret);
    expect(json).toMatchObject({ fits: false, available_usd: '0.000001', largest_max_tokens: 0 });
  });

  it('is not counted upstream when the balance is empty', async () => {
    const received = gateway.script(() => 'hang');
    const { secret } = await gateway.createCustomer({ usd: '0' });
    const { status, json } = await estimate(say('Hello'), secret);
    expect({ status, fits: json.fits, counted: json.counted }).toEqual({ status: 200, fits: false, counted: 'bound' });
    expect(received).toEqual([]);
  });
});

it('asks upstream only for a count, and goes by the size where there is none', async () => {
  const received = gateway.script(() => ({ status: 500, body: '' }));
  const { json } = await estimate(say('Hello'));
  expect(received.map(({ path }) => path)).toEqual(['/v1/messages/count_tokens']);
  expect(json).toMatchObject({ counted: 'bound', fits: true });
  expect(BigInt(json.at_most_nano_usd)).toBe(BigInt(json.input_tokens) * 1_000n + 500n * 5_000n);
});

it('gives a test key the price of a live one', async () => {
  const { secret } = await gateway.addKey(customer.accountId, { mode: 'test' });
  const { json } = await estimate(say('Hello'), secret);
  expect(json).toMatchObject({ available_usd: null, fits: true, largest_max_tokens: 64_000, counted: 'upstream' });
});

it.each([
  ['no key', () => estimate(say('Hello'), null), { status: 401, code: 'missing_api_key' }],
  ['no JSON', () => estimate('{'), { status: 400, code: 'invalid_json' }],
  ['no messages', () => estimate({ model: 'claude-haiku-4-5' }), { status: 400, param: 'messages' }],
  ['no such model', () => estimate({ ...say('Hi'), model: 'gpt-9' }), { status: 404, code: 'model_not_found' }],
] as const)('refuses %s as a chat completion is refused', async (_, asking, { status, ...expected }) => {
  const answer = await asking();
  expect(answer.status).toBe(status);
  expect(answer.error).toMatchObject(expected);
});

it('counts apart from requests, by the same limits', async () => {
  const { secret } = await gateway.addKey(customer.accountId, { requestsPerMinute: 2 });
  const statusOf = async (url: string) => (await gateway.ask({ secret, url, body: say('Hello') })).status;
  const estimates = '/api/v1/chat/completions/estimate';
  expect([await statusOf(estimates), await statusOf(estimates), await statusOf(estimates)]).toEqual([200, 200, 429]);
  expect(await statusOf('/api/v1/chat/completions')).toBe(200);
});
