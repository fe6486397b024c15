import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiCall, HttpAnswer, Json } from '#lib/testing/ask.ts';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';

let gateway: TestGateway;
let customer: Customer;
let complaintsAbout: (name: string, value: unknown) => string[];
beforeAll(async () => {
  gateway = await openTestGateway();
  gateway.useSandbox();
  customer = await gateway.createCustomer({ usd: '10', key: { capTotal: '5', capDay: '1' } });
  ({ complaintsAbout } = await import('./testing.ts')); // it reads the environment, which the gateway has now set
});
afterAll(() => gateway.close());

const get = (path: string) => gateway.ask({ secret: customer.secret, method: 'GET', url: `/api/v1${path}` });
const chat = (content: string, more: object = {}, headers: Record<string, string> = {}) =>
  gateway.ask({
    ...{ secret: customer.secret, headers },
    body: { model: 'anthropic/claude-sonnet-4-6', messages: [{ role: 'user', content }], ...more },
  });

const parameters = { type: 'object', properties: { city: { type: 'string' } } };
const tools = { tools: [{ type: 'function', function: { name: 'weather', parameters } }] };
const think = { reasoning_effort: 'low', max_tokens: 4_000 };
const report = { temperature: 0.3, frequency_penalty: 1, include_adjustments: true };
const CALLS: [string, string, object][] = [
  ['a text', 'Hello', {}],
  ['a tool call', 'sandbox: tool weather {"city":"Köln"}', tools],
  ['a call in the old form', 'sandbox: tool weather {"city":"Köln"}', { functions: [{ name: 'weather', parameters }] }],
  ['thinking', 'Hello', think],
  ['a refusal', 'sandbox: refuse', {}],
  ['adjustments', 'Hello', report],
  ['a cut', 'Hello', { max_tokens: 1 }],
];

describe('the document’s schemas match the gateway’s responses', () => {
  it.each(CALLS)('with %s', async (_, content, more) => {
    const { status, json, headers } = await chat(content, more);
    expect(status).toBe(200);
    expect(complaintsAbout('ChatCompletion', json)).toEqual([]);
    expect(complaintsAbout('Generation', (await get(`/generations/${headers['x-request-id']}`)).json)).toEqual([]);
  });

  it.each(CALLS)('with %s in a stream', async (_, content, more) => {
    const { chunks, isDone } = await chat(content, { ...more, stream: true, stream_options: { include_usage: true } });
    expect(isDone).toBe(true);
    expect(chunks.flatMap((chunk: Json) => complaintsAbout('ChatCompletionChunk', chunk))).toEqual([]);
  });

  it.each([
    ['ModelList', '/models'],
    ['Model', '/models/anthropic/claude-haiku-4-5'],
    ['Key', '/key'],
    ['Credits', '/credits'],
    ['UsageList', '/usage?range=2d&group_by=model,key_id,tag:team'],
  ])('with a %s', async (name, path) => {
    const { status, json } = await get(path);
    expect(status).toBe(200);
    expect(complaintsAbout(name, json)).toEqual([]);
  });
});

it('the schema of estimates fits one, adjustments included', async () => {
  const url = '/api/v1/chat/completions/estimate';
  const body = { model: 'claude-haiku-4-5', messages: [{ role: 'user', content: 'Hello' }], seed: 7 };
  const { status, json } = await gateway.ask({ secret: customer.secret, url, body });
  expect(status).toBe(200);
  expect(complaintsAbout('ChatCompletionEstimate', json)).toEqual([]);
});

const FAILURES: [string, ApiCall][] = [
  ['no key', { body: {} }],
  ['no JSON', { body: '{' }],
  ['a field that is missing', { body: { model: 'anthropic/claude-sonnet-4-6' } }],
  ['a model that is none', { method: 'GET', url: '/api/v1/models/gpt-4o' }],
  ['a receipt that is none', { method: 'GET', url: '/api/v1/generations/req_1' }],
  ['a path that is none', { url: '/api/v1/embeddings' }],
  ['a method that is none', { method: 'DELETE', url: '/api/v1/credits' }],
];

it.each(FAILURES)('the schema of errors fits %s', async (name, question) => {
  const answer: HttpAnswer = await gateway.ask({ secret: name === 'no key' ? null : customer.secret, ...question });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(complaintsAbout('Error', answer.json)).toEqual([]);
});

it('the schema of errors fits a stream that breaks', async () => {
  const { json, chunks } = await chat('sandbox: error-after 4', { stream: true });
  // Depending on how much has arrived by then, it is the answer's status or its last event.
  expect(complaintsAbout('Error', json ?? chunks.at(-1))).toEqual([]);
});

it('the documented headers are sent', async () => {
  const { headers } = await chat('Hello', report, { 'x-tokenhub-store': 'none' });
  expect(Object.keys(headers)).toEqual(
    expect.arrayContaining(['x-request-id', 'x-tokenhub-cost', 'x-tokenhub-adjusted', 'x-tokenhub-store']),
  );
});
