import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ApiCall, expectOpenAIError, expectRefusal, readAnswer, toRequest } from '#lib/testing/ask.ts';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';

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

const refusal = async (question: ApiCall, expected: { status: number; code: string }) =>
  expectRefusal(await gateway.ask(question), expected);

describe('a body', () => {
  const ask = (question: ApiCall, expected: { status: number; code: string }) =>
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
    async (type) => {
      await ask({ body, headers: { 'content-type': type } }, { status: 415, code: 'unsupported_media_type' });
    },
  );

  it.each(['gzip', 'br', 'deflate, gzip'])('compressed with %s is 415 (F5)', async (encoding) => {
    const headers = { 'content-encoding': encoding };
    await ask({ body, headers }, { status: 415, code: 'unsupported_media_type' });
  });

  it('declared too large is refused before it is read (F1)', async () => {
    const headers = { 'content-length': String(MAX_BODY_BYTES + 1) };
    await ask({ body, headers }, { status: 413, code: 'request_too_large' });
  });

  it('declared far larger than any rate limit is still 413, not 429', async () => {
    const headers = { 'content-length': '4000000000' };
    await ask({ body, headers }, { status: 413, code: 'request_too_large' });
  });

  it('that turns out too large is refused (F1)', async () => {
    const headers = { 'content-length': '10' };
    await ask({ body: 'x'.repeat(MAX_BODY_BYTES + 1), headers }, { status: 413, code: 'request_too_large' });
  });

  it('that does not arrive is 408 (F2)', async () => {
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
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
  it('are refused with the limit, its reset and the time to retry', async () => {
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

  it('do not count requests that were refused for another reason', async () => {
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
