import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Question } from '#lib/testing/ask.ts';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';
import { expectOpenAIError } from '#lib/testing/openai-error.ts';
import { balanceOf, toNano, usageOf } from '#lib/testing/receipts.ts';

const MAX_BODY_BYTES = 20_000;

let gateway: TestGateway;
let customer: Customer;
beforeAll(async () => {
  gateway = await openTestGateway({
    MAX_BODY_BYTES: String(MAX_BODY_BYTES),
    BODY_TIMEOUT_MS: '20',
    TOKENS_PER_MINUTE: '200000',
  });
  gateway.useSandbox();
  customer = await gateway.createCustomer();
});
afterEach(async () => expect(await gateway.findFaults()).toEqual([]));
afterAll(() => gateway.close());

const body = { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Hello' }] };

/** Asks, and checks what holds for every refusal: OpenAI's form, no charge, no hold. */
async function refusal(question: Question, expected: { status: number; code: string }) {
  const answer = await gateway.ask(question);
  expectOpenAIError(answer);
  expect({ status: answer.status, code: answer.error.code }).toEqual(expected);
  return answer;
}

describe('a key that does not open the door', () => {
  const dayAgo = new Date(Date.now() - 86_400_000);

  it.each([
    ['is missing', null, 'missing_api_key'],
    ['is no key of ours', 'sk-proj-abcdefghijklmnop', 'malformed_api_key'],
    ['was cut', 'th-live-abc', 'malformed_api_key'],
    ['has a typo', `th-live-${'a'.repeat(49)}`, 'malformed_api_key'],
    ['is unknown', 'th-unknown-but-well-formed', 'invalid_api_key'],
  ])('%s', async (_name, secret, code) => {
    const answer = await refusal({ secret, body }, { status: 401, code });
    if (secret) expect(answer.text).not.toContain(secret);
  });

  it('was revoked', async () => {
    const { keyId, secret } = await gateway.addKey(customer.accountId);
    await gateway.pool.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [keyId]);
    await refusal({ secret, body }, { status: 401, code: 'api_key_revoked' });
  });

  it('has expired', async () => {
    const { keyId, secret } = await gateway.addKey(customer.accountId);
    await gateway.pool.query('UPDATE api_key SET expires_at = $2 WHERE id = $1', [keyId, dayAgo]);
    await refusal({ secret, body }, { status: 401, code: 'api_key_expired' });
  });

  it('is switched off', async () => {
    const { keyId, secret } = await gateway.addKey(customer.accountId);
    await gateway.pool.query('UPDATE api_key SET disabled_at = now() WHERE id = $1', [keyId]);
    await refusal({ secret, body }, { status: 403, code: 'api_key_disabled' });
  });

  it('is used from elsewhere than allowed', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { allowedIps: ['198.51.100.0/24'] });
    await refusal({ secret, body }, { status: 403, code: 'ip_not_allowed' });
    expect(await gateway.ask({ secret, body, clientIp: '198.51.100.9' })).toMatchObject({ status: 200 });
  });

  it('stands in the address, where others can read it', async () => {
    const url = `/api/v1/chat/completions?api_key=${customer.secret}`;
    const answer = await refusal({ body, url }, { status: 400, code: 'key_in_query' });
    expect(answer.text).not.toContain(customer.secret);
  });

  it('stops being tried after thirty failures from one address', async () => {
    const question = { secret: 'th-nobody-has-this-one', body, clientIp: '192.0.2.1' };
    for (let turn = 0; turn < 30; turn++) await gateway.ask(question);
    const answer = await refusal(question, { status: 429, code: 'rate_limit_exceeded' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(await gateway.ask({ ...question, secret: customer.secret })).toMatchObject({ status: 200 });
  });

  it('may also come as Anthropic’s clients send it', async () => {
    expect(await gateway.ask({ body, headers: { 'x-api-key': customer.secret } })).toMatchObject({ status: 200 });
  });
});

describe('money', () => {
  it('is refused with what it needs and what is there, and clients do not try again', async () => {
    const { secret } = await gateway.createCustomer({ usd: '0.000001' });
    const answer = await refusal({ secret, body }, { status: 402, code: 'insufficient_credit' });
    expect(answer.error.type).toBe('insufficient_quota');
    expect(answer.headers['x-should-retry']).toBe('false');
    const { needed_usd, available_usd } = answer.error.tokenhub;
    expect(available_usd).toBe('0.000001');
    expect(toNano(needed_usd)).toBeGreaterThan(toNano('0.015')); // 1,024 tokens at 15 USD per million, and the input
    expect(answer.error.message).toContain(`$${needed_usd}`);
  });

  it('suffices when it is exactly the worst case', async () => {
    const { secret } = await gateway.createCustomer({ usd: '0' });
    const { error } = await gateway.ask({ secret, body });
    const exact = await gateway.createCustomer({ usd: error.tokenhub.needed_usd });
    expect(await gateway.ask({ secret: exact.secret, body })).toMatchObject({ status: 200 });
    const short = await gateway.createCustomer({
      usd: error.tokenhub.needed_usd.replace(/\d$/, (last: string) => String(Number(last) - 1)),
    });
    await refusal({ secret: short.secret, body }, { status: 402, code: 'insufficient_credit' });
  });

  it.each([
    [{ capTotal: '0.000001' }, 'total', false],
    [{ capDay: '0.000002' }, 'day', true],
    [{ capMonth: '0.000003' }, 'month', true],
  ])('of a key is capped by %j, with numbers', async (key, name, hasReset) => {
    const { secret } = await gateway.addKey(customer.accountId, key);
    const answer = await refusal({ secret, body }, { status: 402, code: 'key_limit_reached' });
    expect(answer.headers['x-should-retry']).toBe('false');
    expect(answer.error.tokenhub.limit).toMatchObject({ scope: 'key', name, limit: Object.values(key)[0], used: '0' });
    expect(answer.error.tokenhub.limit.resets_at !== null).toBe(hasReset);
  });
});

describe('a model', () => {
  it('the key may not call is named with those it may', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { models: ['claude-haiku-4-5'] });
    const answer = await refusal({ secret, body }, { status: 403, code: 'model_not_allowed' });
    expect(answer.error).toMatchObject({
      param: 'model',
      message: expect.stringContaining('anthropic/claude-haiku-4-5'),
    });
    expect(await gateway.ask({ secret, body: { ...body, model: 'claude-haiku-4-5' } })).toMatchObject({ status: 200 });
  });

  it('nobody has is answered with the nearest names', async () => {
    const question = { secret: customer.secret, body: { ...body, model: 'claude-sonet-4-6' } };
    const answer = await refusal(question, { status: 404, code: 'model_not_found' });
    expect(answer.error.tokenhub.nearest).toContain('anthropic/claude-sonnet-4-6');
    expect(answer.error.param).toBe('model');
  });

  it('that was retired names its successor', async () => {
    const question = { secret: customer.secret, body: { ...body, model: 'claude-3-5-haiku-latest' } };
    const answer = await refusal(question, { status: 404, code: 'model_retired' });
    expect(answer.error.tokenhub).toEqual({ retired_on: '2026-02-19', successor: 'anthropic/claude-haiku-4-5' });
  });
});

describe('an address', () => {
  it('nobody serves says what is served', async () => {
    const question = { url: '/api/v1/embeddings', body: {} };
    const answer = await refusal(question, { status: 404, code: 'unsupported_endpoint' });
    expect(answer.error.message).toContain('/api/v1/chat/completions');
  });

  it('with /v1 twice says that the base URL has it already', async () => {
    const answer = await refusal({ url: '/api/v1/v1/chat/completions' }, { status: 404, code: 'unsupported_endpoint' });
    expect(answer.error.message).toContain('without another /v1');
  });

  it('asked with another method says which it takes', async () => {
    const answer = await refusal({ method: 'GET' }, { status: 405, code: 'method_not_allowed' });
    expect(answer.headers.allow).toBe('POST, OPTIONS');
  });

  it('of a model nobody has is 404 too', async () => {
    const question = { method: 'GET', url: '/api/v1/models/gpt-5' };
    await refusal(question, { status: 404, code: 'model_not_found' });
  });
});

describe('a body', () => {
  const ask = (question: Question, expected: { status: number; code: string }) =>
    refusal({ secret: customer.secret, ...question }, expected);

  it.each(['', '{', '{"model":', 'null', '[]', '"text"', '5'])('%j is no request', async (text) => {
    const answer = await gateway.ask({ secret: customer.secret, body: text });
    expectOpenAIError(answer);
    expect(answer.status).toBe(400);
  });

  it('that is not JSON is not quoted', async () => {
    const answer = await ask({ body: '{"messages": tops3cret}' }, { status: 400, code: 'invalid_json' });
    expect(answer.text).not.toContain('tops3cret');
  });

  it('in another type is 415', async () => {
    const headers = { 'content-type': 'text/plain' };
    await ask({ body, headers }, { status: 415, code: 'unsupported_media_type' });
  });

  it.each(['application/json-patch+json', 'application/jsonl', 'multipart/form-data; boundary=application/json'])(
    'in the similar type %s is 415 too',
    (type) => ask({ body, headers: { 'content-type': type } }, { status: 415, code: 'unsupported_media_type' }),
  );

  it.each(['gzip', 'br', 'deflate, gzip'])('compressed with %s is 415 (F5)', (encoding) =>
    ask({ body, headers: { 'content-encoding': encoding } }, { status: 415, code: 'unsupported_media_type' }),
  );

  it('said to be too large is refused before it is read (F1)', async () => {
    const headers = { 'content-length': String(MAX_BODY_BYTES + 1) };
    await ask({ body, headers }, { status: 413, code: 'request_too_large' });
  });

  it('said to be far larger than any rate limit is still 413, not 429', async () => {
    const headers = { 'content-length': '4000000000' };
    await ask({ body, headers }, { status: 413, code: 'request_too_large' });
  });

  it('that turns out too large is refused (F1)', async () => {
    const headers = { 'content-length': '10' };
    await ask({ body: 'x'.repeat(MAX_BODY_BYTES + 1), headers }, { status: 413, code: 'request_too_large' });
  });

  it('that does not arrive is 408 (F2)', async () => {
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
    const { toRequest, readAnswer } = await import('#lib/testing/ask.ts');
    const request = { ...toRequest({ secret: customer.secret, body }), body: silent };
    const answer = await readAnswer(await gateway.handle(request));
    expectOpenAIError(answer);
    expect(answer).toMatchObject({ status: 408, error: { code: 'request_timeout' } });
  });

  it.each([
    [{ messages: [] }, 'messages'],
    [{ messages: [{ role: 'wizard', content: 'x' }] }, 'messages[0].role'],
    [{ max_tokens: 0 }, 'max_tokens'],
    [{ max_tokens: 1.5 }, 'max_tokens'],
    [{ max_tokens: '5' }, 'max_tokens'],
    [{ temperature: 3 }, 'temperature'],
    [{ n: 2 }, 'n'],
    [{ stop: ['a', 'b', 'c', 'd', 'e'] }, 'stop'],
    [{ metadata: { a: 1 } }, 'metadata.a'],
  ])('with %j names the field at fault (F16)', async (wrong, param) => {
    const answer = await gateway.ask({ secret: customer.secret, body: { ...body, ...wrong } });
    expectOpenAIError(answer);
    expect(answer).toMatchObject({ status: 400, error: { param } });
  });
});

describe('too many requests', () => {
  it('are told the limit, when it resets and when to come back', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { requestsPerMinute: 2 });
    const first = await gateway.ask({ secret, body });
    expect(first.headers).toMatchObject({
      'x-ratelimit-limit-requests': '2',
      'x-ratelimit-remaining-requests': '1',
      'x-ratelimit-reset-requests': expect.stringMatching(/^\d+s$/),
      'x-ratelimit-remaining-tokens': expect.stringMatching(/^\d+$/),
    });
    await gateway.ask({ secret, body });
    const answer = await refusal({ secret, body }, { status: 429, code: 'rate_limit_exceeded' });
    expect(answer.error.type).toBe('rate_limit_error');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.headers['x-ratelimit-remaining-requests']).toBe('0');
    expect(answer.error.tokenhub.limit).toMatchObject({ scope: 'key', name: 'requests_per_minute', limit: 2 });
  });

  it('count tokens as they were used, not as the body’s size suggested', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { tokensPerMinute: 3_000 });
    const picture = {
      type: 'image_url',
      image_url: { url: `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAA'.padEnd(18_000, 'A')}` },
    };
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'What is this?' }, picture] }];
    const first = await gateway.ask({ secret, body: { ...body, messages } });
    expect(first.status).toBe(200);
    const second = await gateway.ask({ secret, body });
    expect(Number(second.headers['x-ratelimit-remaining-tokens'])).toBeGreaterThan(1_000);
  });

  it('count nothing for what was refused for another reason', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { tokensPerMinute: 2_000 });
    const long = { ...body, model: 'nothing', messages: [{ role: 'user', content: 'x'.repeat(7_000) }] };
    for (let turn = 0; turn < 3; turn++)
      expect(await gateway.ask({ secret, body: long })).toMatchObject({ status: 404 });
    expect(await gateway.ask({ secret, body })).toMatchObject({ status: 200 });
  });

  it('at the same time find a place again once others have ended, however they ended', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { concurrency: 1 });
    const wrong = { ...body, model: 'nothing' };
    for (const each of [body, wrong, { ...body, stream: true }, body]) {
      expect((await gateway.ask({ secret, body: each })).status).not.toBe(429);
    }
  });
});

it('keeps no usage row and no hold of what was refused before it was a request', async () => {
  const poor = await gateway.createCustomer({ usd: '0' });
  await gateway.ask({ secret: poor.secret, body });
  await gateway.ask({ secret: poor.secret, body: '{' });
  expect(await usageOf(gateway, poor)).toEqual([]);
  expect(await balanceOf(gateway, poor)).toEqual({ available: 0n, held: 0n });
});

it('lets browsers ask whether they may', async () => {
  const answer = await gateway.ask({ method: 'OPTIONS', headers: { 'access-control-request-headers': 'x-mine' } });
  expect(answer).toMatchObject({ status: 204, headers: { 'access-control-allow-headers': 'x-mine' } });
  expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
});

it('sends new requests away while it drains, and tells them when to come back', async () => {
  const { createGateway } = await import('./gateway.ts');
  const { toRequest, readAnswer } = await import('#lib/testing/ask.ts');
  const leaving = createGateway();
  leaving.drain();
  const answer = await readAnswer(await leaving.handle(toRequest({ secret: customer.secret, body })));
  expectOpenAIError(answer);
  expect(answer).toMatchObject({ status: 503, error: { code: 'shutting_down' }, headers: { 'retry-after': '5' } });
});
