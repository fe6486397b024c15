import { validateHeaderName, validateHeaderValue } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiCall, expectOpenAIError, type HttpAnswer } from '#lib/testing/ask.ts';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';
import { balanceOf, toNano, usageOf } from '#lib/testing/receipts.ts';

const RUNS = 500; // of each of the four kinds
const SLOWEST_MS = 2_000;

let gateway: TestGateway;
let customer: Customer;
beforeAll(async () => {
  gateway = await openTestGateway();
  customer = await gateway.createCustomer({ usd: '1000' });
});
afterAll(() => gateway.close());

const honest = {
  model: 'claude-sonnet-4-6',
  max_tokens: 16,
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: [{ type: 'text', text: 'Hello' }] },
    { role: 'assistant', tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }] },
    { role: 'tool', tool_call_id: 'call_1', content: 'ok' },
  ],
  tools: [
    { type: 'function', function: { name: 'f', description: 'd', parameters: { type: 'object', properties: {} } } },
  ],
  tool_choice: 'auto',
  temperature: 0.5,
  stop: ['x'],
  stream: false,
  stream_options: { include_usage: true },
  response_format: { type: 'text' },
  reasoning_effort: 'low',
  user: 'somebody',
  metadata: { key: 'value' },
};

const SPITEFUL: unknown[] = [
  ...[null, '', ' ', 0, -1, 1.5, 1e308, -0, true, [], {}, '\u0000', '\ud800', 'x\r\ny: z', '5', '../../etc'],
  ...['__proto__', 'constructor', '<script>', "' OR 1=1 --", '💥'.repeat(50), 'a'.repeat(5_000)],
  ...[[[[[[]]]]], [null], [[]], { a: { a: {} } }, { type: 'image_url', image_url: { url: 'file:///etc/passwd' } }],
  ...[{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }, { $ref: '#' }, { contains: 'x' }],
  ...[2 ** 53, Number.MIN_SAFE_INTEGER, 'system', 'user', 'tool', 'assistant', 'json_schema', 'required'],
];

/** Paths of all values in a JSON value. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...children.flatMap(([key, child]) => placesIn(child, [...path, key]))];
}

function replaceAt(value: unknown, [key, ...rest]: string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? replaceAt(item, rest, replacement) : item));
  const record = value as Record<string, unknown>;
  return { ...record, [key]: replaceAt(record[key], rest, replacement) };
}

const spite = fc.oneof(fc.constantFrom(...SPITEFUL), fc.jsonValue({ maxDepth: 4 }));
const change = fc.tuple(fc.constantFrom(...placesIn(honest)), spite);

/** A valid request with some values replaced. */
const wrongValues = fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
  let body: unknown = honest;
  for (const [path, value] of changes)
    if (placesIn(body).some((place) => place.join() === path.join())) body = replaceAt(body, path, value);
  return JSON.stringify(body) ?? '';
});

/** A valid request with some bytes replaced, or its end cut off. */
const wrongBytes = fc
  .tuple(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), fc.nat())
  .map(([edits, end]) => {
    const bytes = Buffer.from(JSON.stringify(honest));
    for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
    return new Uint8Array(end % 3 === 0 ? bytes.subarray(0, end % bytes.length) : bytes);
  });

const odd = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom('', 'Infinity', '-1', '1e9', '0x10', 'null', 'identity', 'gzip'),
);
const headers = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'content-length',
    'authorization',
    'x-api-key',
    'accept',
    'origin',
  ),
  odd,
  { maxKeys: 3 },
);
const url = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary-ascii' }).map((path) => `/api/v1/${path}`),
  fc.constantFrom(
    '/api/v1',
    '/api/v1/',
    '/api/v1//models',
    '/api/v1/models/%',
    '/api/v1/models/%ff',
    '/api/v1/models/..',
  ),
  fc.constantFrom(
    '/api/v1/generations/x',
    '/api/v1/generations/%00',
    '/api/v1/generation?id=%00',
    '/api/v1/generation?id=%ff',
    '/api/v1/generations/req_\u0000',
    '/api/v1/key?x=1',
  ),
);

/** Expects an answer in OpenAI's form, in time, with a status below 500, and with headers that can be sent. */
async function expectCivil(question: ApiCall): Promise<HttpAnswer> {
  const from = performance.now();
  const answer = await gateway.ask({ secret: customer.secret, ...question });
  expect(performance.now() - from).toBeLessThan(SLOWEST_MS);
  expect(answer.status, answer.text).toBeLessThan(500);
  if (answer.status >= 400) expectOpenAIError(answer);
  for (const [name, value] of Object.entries(answer.headers)) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
  return answer;
}

/** Expects that failed requests cost nothing, and that nothing is held. */
async function expectExactBooks(): Promise<void> {
  expect(await gateway.findFaults()).toEqual([]);
  const rows = await usageOf(gateway, customer);
  const spent = rows.reduce((sum, row) => sum + row.cost, 0n);
  for (const row of rows) if (row.outcome === 'failed') expect(row.cost).toBe(0n);
  expect(await balanceOf(gateway, customer)).toEqual({ available: toNano('1000') - spent, held: 0n });
}

it.each([
  ['values', wrongValues.map((body) => ({ body }))],
  ['bytes', wrongBytes.map((body) => ({ body }))],
  ['headers', fc.tuple(headers, fc.ipV4()).map(([wrong, clientIp]) => ({ headers: wrong, clientIp, body: honest }))],
  [
    'addresses',
    fc
      .tuple(url, fc.constantFrom('GET', 'POST', 'HEAD', 'DELETE', 'TRACE', ''))
      .map(([path, method]) => ({ url: path, method, body: honest })),
  ],
] as [string, fc.Arbitrary<ApiCall>][])(
  'wrong %s are refused in OpenAI’s form, and never fail on our side (G8)',
  async (_name, questions) => {
    gateway.useSandbox({ remembersFailures: false });
    const isCivil = fc.asyncProperty(questions, async (question) => void (await expectCivil(question)));
    await fc.assert(isCivil, { numRuns: RUNS });
    await expectExactBooks();
  },
);

it.each([
  ['a hundred thousand levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['own __proto__', '{"__proto__":{"model":"claude-sonnet-4-6"},"messages":[{"role":"user","content":"x"}]}'],
  ['a model named like a method', JSON.stringify({ ...honest, model: 'toString' })],
  ['a number beyond all numbers', JSON.stringify(honest).replace('"max_tokens":16', '"max_tokens":1e400')],
  ['ten thousand empty messages', JSON.stringify({ ...honest, messages: Array(10_000).fill({}) })],
  ['lone surrogates everywhere', JSON.stringify({ ...honest, user: '\ud800', model: '\udfff' })],
])('%s is a 4xx (F3, F4, F16)', async (_name, body) => {
  const { status } = await expectCivil({ body });
  expect(status).toBeGreaterThanOrEqual(400);
  await expectExactBooks();
});
