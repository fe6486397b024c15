import { beforeAll, describe, expect, it } from 'vitest';
import { contentOf, type HttpAnswer, type Json, writtenCost } from '#lib/testing/ask.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { addUp, balanceOf, receiptOf, toNano } from '#lib/testing/receipts.ts';

beforeAll(() => gateway.useSandbox());

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const weather = {
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
};
const hello = (content: unknown = 'Hello'): { messages: Json[] } => ({ messages: [{ role: 'user', content }] });
const model = 'anthropic/claude-sonnet-4-6';

const REQUESTS: Record<string, object> = {
  text: { model, ...hello() },
  'a system prompt': { model, messages: [{ role: 'system', content: 'Be brief.' }, ...hello().messages] },
  'a tool call': { model, ...hello('sandbox: tool weather {"city":"Köln"}'), tools: [weather] },
  'a tool result': {
    model,
    tools: [weather],
    messages: [
      ...hello('Weather?').messages,
      {
        role: 'assistant',
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Köln"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'Rain' },
    ],
  },
  'a JSON object': { model, ...hello(), response_format: { type: 'json_object' } },
  'structured output': {
    model,
    ...hello(),
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'answer',
        strict: true,
        schema: {
          type: 'object',
          properties: { ok: { type: 'boolean' } },
          required: ['ok'],
          additionalProperties: false,
        },
      },
    },
  },
  'an image': {
    model,
    ...hello([
      { type: 'text', text: 'What is this?' },
      { type: 'image_url', image_url: { url: PIXEL } },
    ]),
  },
  thinking: { model, ...hello(), reasoning_effort: 'high', max_tokens: 4_000 },
  'an answer cut at max_tokens': { model, ...hello('sandbox: repeat 100'), max_tokens: 5 },
  'a refusal in mid-answer': { model, ...hello('sandbox: refuse-midway') },
  'a cached prompt': {
    model,
    ...hello([{ type: 'text', text: 'A long story. '.repeat(1_000), cache_control: { type: 'ephemeral', ttl: '1h' } }]),
  },
  'an answer of 100,000 tokens at most': { model, ...hello(), max_tokens: 100_000 },
  'a model by its short name': { model: 'claude-haiku-4-5', ...hello() },
};

/** Expects that the customer paid exactly this, in the answer, the balance, the ledger and the receipt. */
async function expectPaid(answer: HttpAnswer, id: string): Promise<void> {
  const receipt = await receiptOf(gateway, customer, id);
  const { available, held } = await balanceOf(gateway, customer);
  const paid = toNano('10') - available;
  expect(held).toBe(0n);
  expect(paid).toBeGreaterThan(0n);
  expect(toNano(receipt.cost_usd)).toBe(paid);
  expect(addUp(receipt)).toBe(paid);
  expect(receipt).toMatchObject({ error_code: null, is_estimated: false, request_id: answer.headers['x-request-id'] });
  const written = writtenCost(answer.text);
  if (written !== null) expect(toNano(written)).toBe(paid);
}

describe.each(Object.entries(REQUESTS))('%s', (_name, body) => {
  it('costs the same in the body, the header, the ledger and the receipt, whole', async () => {
    const answer = await gateway.ask({ secret: customer.secret, body });
    expect(answer.status).toBe(200);
    expect(answer.headers['x-tokenhub-cost']).toBe(writtenCost(answer.text));
    await expectPaid(answer, answer.json.id);
  });

  it.each([true, false])('costs the same streamed, with include_usage %s', async (include_usage) => {
    const request = { ...body, stream: true, stream_options: { include_usage } };
    const answer = await gateway.ask({ secret: customer.secret, body: request });
    expect(answer).toMatchObject({ status: 200, isDone: true, error: null });
    expect(writtenCost(answer.text) !== null).toBe(include_usage);
    expect(answer.chunks.filter((chunk) => chunk.choices[0]?.finish_reason)).toHaveLength(1);
    expect(answer.chunks[0].choices[0].delta.role).toBe('assistant');
    await expectPaid(answer, answer.chunks[0].id);
  });
});

it('is the same streamed or not', async () => {
  const body = REQUESTS.text as object;
  const whole = await gateway.ask({ secret: customer.secret, body });
  const streamed = await gateway.ask({ secret: customer.secret, body: { ...body, stream: true } });
  expect(contentOf(streamed)).toBe(whole.json.choices[0].message.content);
});

it.each([false, true])('charges nothing for a refusal before the first word, streamed %s (B24)', async (stream) => {
  const body = { model, ...hello('sandbox: refuse'), stream, stream_options: stream ? { include_usage: true } : null };
  const answer = await gateway.ask({ secret: customer.secret, body });
  const [choice] = stream ? answer.chunks.at(-2).choices : answer.json.choices;
  expect(choice.finish_reason).toBe('content_filter');
  expect(writtenCost(answer.text)).toBe('0');
  expect((await balanceOf(gateway, customer)).available).toBe(toNano('10'));
  const receipt = await receiptOf(gateway, customer, answer.headers['x-request-id'] ?? '');
  expect(receipt).toMatchObject({ outcome: 'refused', cost_usd: '0' });
});

it('answers in the customer’s own spelling of the model, and shows the catalog’s on the receipt', async () => {
  const answer = await gateway.ask({ secret: customer.secret, body: { model: 'claude-haiku-4.5', ...hello() } });
  expect(answer.json.model).toBe('claude-haiku-4.5');
  const receipt = await receiptOf(gateway, customer, answer.json.id);
  expect(receipt).toMatchObject({ model: 'anthropic/claude-haiku-4-5', requested_model: 'claude-haiku-4.5' });
});

it('sums answered and refused requests by their tags', async () => {
  const headers = { 'x-tokenhub-tags': 'team=search, no tag' };
  const metadata = { tags: 'env=prod' };
  await gateway.ask({ secret: customer.secret, headers, body: { model, ...hello(), metadata } });
  await gateway.ask({ secret: customer.secret, headers, body: { model, ...hello(), temperature: 9 } });
  const sql = 'SELECT tags, outcome, requests::int FROM usage_hour WHERE account_id = $1 ORDER BY tags';
  // A refusal is answered before it is recorded.
  await expect
    .poll(async () => (await gateway.pool.query(sql, [customer.accountId])).rows)
    .toEqual([
      { tags: 'env=prod,team=search', outcome: 'completed', requests: 1 },
      { tags: 'team=search', outcome: 'failed', requests: 1 },
    ]);
});

it('shows a receipt only to the account it belongs to', async () => {
  const answer = await gateway.ask({ secret: customer.secret, body: REQUESTS.text as object });
  const stranger = await gateway.createCustomer();
  for (const path of [`generations/${answer.json.id}`, `generation?id=${answer.json.id}`]) {
    const url = `/api/v1/${path}`;
    expect(await gateway.ask({ secret: stranger.secret, method: 'GET', url })).toMatchObject({ status: 404 });
  }
});

it('finds a receipt by either name of the request, in the path and in OpenRouter’s form', async () => {
  const { json, headers } = await gateway.ask({ secret: customer.secret, body: REQUESTS.text as object });
  const read = async (path: string) =>
    (await gateway.ask({ secret: customer.secret, method: 'GET', url: `/api/v1/${path}` })).json?.data?.request_id;
  for (const id of [json.id, headers['x-request-id']])
    for (const path of [`generations/${id}`, `generation/${id}`, `generation?id=${id}`, `generation/?a=b&id=${id}`])
      expect(await read(path), path).toBe(headers['x-request-id']);
});

it.each(['generation', 'generation?id=', 'generation?ID=req_1'])('asks %s which receipt is meant', async (path) => {
  const answer = await gateway.ask({ secret: customer.secret, method: 'GET', url: `/api/v1/${path}` });
  expect(answer).toMatchObject({ status: 400, error: { code: 'missing_required_parameter', param: 'id' } });
});

it('refuses the id of a receipt with invalid characters', async () => {
  const url = '/api/v1/generation?id=req_%00';
  const answer = await gateway.ask({ secret: customer.secret, method: 'GET', url });
  expect(answer).toMatchObject({ status: 400, error: { code: 'invalid_value', param: 'id' } });
});

it('tells the key and the account their spending', async () => {
  const { headers } = await gateway.ask({ secret: customer.secret, body: REQUESTS.text as object });
  const cost = headers['x-tokenhub-cost'] ?? '';
  const read = async (url: string) => (await gateway.ask({ secret: customer.secret, method: 'GET', url })).text;
  expect(await read('/api/v1/credits')).toContain(`"total_credits":10,"total_usage":${cost},`);
  expect(await read('/api/v1/key')).toContain(`"usage":${cost},"usage_daily":${cost},"usage_monthly":${cost}`);
});
