import { beforeAll, describe, expect, it } from 'vitest';
import { type ApiCall, expectOpenAIError, expectRefusal, readAnswer, toRequest } from '#lib/testing/ask.ts';
import { customer, gateway } from '#lib/testing/gateway-suite.ts';
import { balanceOf, toNano, usageOf } from '#lib/testing/receipts.ts';

beforeAll(() => gateway.useSandbox());

const body = { model: 'claude-sonnet-4-6', messages: [{ role: 'user', content: 'Hello' }] };

const refusal = async (question: ApiCall, expected: { status: number; code: string }) =>
  expectRefusal(await gateway.ask(question), expected);

describe('a refused key', () => {
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

  it('belongs to a suspended account', async () => {
    const { accountId, secret } = await gateway.createCustomer();
    await gateway.pool.query('UPDATE account SET suspended_at = now() WHERE id = $1', [accountId]);
    await refusal({ secret, body }, { status: 403, code: 'account_suspended' });
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

  it('may come beside a placeholder, in either header, and the bearer wins of two keys of ours', async () => {
    const both = (secret: string, other: string) => gateway.ask({ body, secret, headers: { 'x-api-key': other } });
    expect(await both('sk-placeholder', customer.secret)).toMatchObject({ status: 200 });
    expect(await both(customer.secret, 'sk-placeholder')).toMatchObject({ status: 200 });
    expect(await both('th-unknown-but-well-formed', customer.secret)).toMatchObject({ status: 401 });
  });
});

describe('money', () => {
  it('is refused with the needed and the available amount, and clients do not retry', async () => {
    const { secret } = await gateway.createCustomer({ usd: '0.000001' });
    const answer = await refusal({ secret, body }, { status: 402, code: 'insufficient_credit' });
    expect(answer.error.type).toBe('insufficient_quota');
    expect(answer.headers['x-should-retry']).toBe('false');
    const { needed_usd, available_usd } = answer.error.tokenhub;
    expect(available_usd).toBe('0.000001');
    expect(toNano(needed_usd)).toBeGreaterThan(toNano('0.015')); // 1,024 tokens at 15 USD per million, and the input
    expect(answer.error.message).toContain(`$${needed_usd}`);
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

  it('of a tag is capped by the request’s own tags, and the error names the page to change it', async () => {
    const { addCap } = await import('#lib/billing/ledger/testing/books.ts');
    const { accountId, secret } = await gateway.createCustomer();
    const place = { accountId, subject: 'tag', subjectId: 'team=search', window: 'week', cap: 1_000n } as const;
    const id = await addCap(gateway.pool, place);
    const tagged = { ...body, metadata: { tags: 'env=prod,team=search' } };
    const answer = await refusal({ secret, body: tagged }, { status: 402, code: 'cap_reached' });
    const page = expect.stringMatching(`^http.+/billing/limits#${id}$`);
    expect(answer.error.tokenhub.limit).toMatchObject({
      scope: 'tag',
      name: 'week',
      owner: { id: 'team=search' },
      url: page,
    });
    expect(answer.error.message).toContain(answer.error.tokenhub.limit.url);
    const told = `SELECT count(*)::int FROM job WHERE kind = 'cap_reached' AND payload->>'budgetId' = $1`;
    await expect.poll(async () => (await gateway.pool.query(told, [id])).rows).toEqual([{ count: 1 }]);
    expect(await gateway.ask({ secret, body })).toMatchObject({ status: 200 });
  });
});

describe('the cap of a session', () => {
  const ask = (headers: Record<string, string>, more: object = {}) =>
    gateway.ask({ secret: customer.secret, body: { ...body, ...more }, headers });
  const session = (cap: string) => ({ 'x-tokenhub-session': 'run/42', 'x-tokenhub-session-cap': cap });

  it('stops at what its requests have cost so far, also those that came before it, until it is raised', async () => {
    const first = await ask({ 'x-tokenhub-session': 'run/42' });
    const spent = first.headers['x-tokenhub-cost'] ?? '';
    const refused = await ask(session(spent));
    expect(refused).toMatchObject({ status: 402, error: { code: 'cap_reached' } });
    expect(refused.error.tokenhub.limit).toMatchObject({
      ...{ scope: 'session', name: 'total', limit: spent, used: spent, resets_at: null, owner: { id: 'run/42' } },
      url: expect.stringMatching(/^http.+\/logs\?session=run%2F42$/),
    });
    expect(refused.error.message).toContain(`total cap of $${spent}, $${spent} is spent or held`);
    // The cap also applies to later requests that do not name it.
    expect(await ask({}, { metadata: { session_id: 'run/42' } })).toMatchObject({ status: 402 });
    expect(await ask({ 'x-tokenhub-session': 'run/43' })).toMatchObject({ status: 200 });
    expect(await ask(session('1'))).toMatchObject({ status: 200 });
    expect(await ask({ 'x-tokenhub-session': 'run/42' })).toMatchObject({ status: 200 });
  });

  it('is one, however many requests bring it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(session('0.000001'))));
    expect(answers.map(({ status }) => status)).toEqual(new Array(12).fill(402));
    const { rows } = await gateway.pool.query(
      `SELECT cap FROM budget WHERE account_id = $1 AND subject_kind = 'session'`,
      [customer.accountId],
    );
    expect(rows).toEqual([{ cap: 1_000n }]);
  });

  it.each([
    [{ 'x-tokenhub-session-cap': '1' }, 'x-tokenhub-session-cap'],
    [{ 'x-tokenhub-session': 'run', 'x-tokenhub-session-cap': '$1' }, 'x-tokenhub-session-cap'],
    [{ 'x-tokenhub-session': 'two words' }, 'x-tokenhub-session'],
  ])('that is misunderstood is refused, for test keys too: %j', async (headers, param) => {
    const { secret } = await gateway.addKey(customer.accountId, { mode: 'test' });
    for (const each of [secret, customer.secret]) {
      const answer = await gateway.ask({ secret: each, body, headers: headers as Record<string, string> });
      expect(answer).toMatchObject({ status: 400, error: { code: 'invalid_value', param } });
    }
  });
});

describe('a model', () => {
  it('the key may not call is refused with the models it may call', async () => {
    const { secret } = await gateway.addKey(customer.accountId, { models: ['claude-haiku-4-5'] });
    const answer = await refusal({ secret, body }, { status: 403, code: 'model_not_allowed' });
    expect(answer.error).toMatchObject({
      param: 'model',
      message: expect.stringContaining('anthropic/claude-haiku-4-5'),
    });
    expect(await gateway.ask({ secret, body: { ...body, model: 'claude-haiku-4-5' } })).toMatchObject({ status: 200 });
  });

  it('of an unknown name is answered with the nearest names', async () => {
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
  it('of an unknown path is answered with the existing endpoints', async () => {
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

  it('of an unknown model is 404 too', async () => {
    const question = { method: 'GET', url: '/api/v1/models/gpt-5' };
    await refusal(question, { status: 404, code: 'model_not_found' });
  });
});

it('records a refused request without its content, at no cost and without a hold', async () => {
  const poor = await gateway.createCustomer({ usd: '0' });
  await gateway.ask({ secret: poor.secret, body });
  await gateway.ask({ secret: poor.secret, body: '{' });
  await expect
    .poll(() => usageOf(gateway, poor))
    .toMatchObject([
      { outcome: 'failed', status_code: 400, error_code: 'invalid_json', cost: 0n, model: '' },
      { outcome: 'failed', status_code: 402, error_code: 'insufficient_credit', cost: 0n },
    ]);
  expect(await balanceOf(gateway, poor)).toEqual({ available: 0n, held: 0n });
});

it('answers CORS preflights', async () => {
  const answer = await gateway.ask({ method: 'OPTIONS', headers: { 'access-control-request-headers': 'x-mine' } });
  expect(answer).toMatchObject({ status: 204, headers: { 'access-control-allow-headers': 'x-mine' } });
  expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
});

it('lets any web page read the answer, sends other clients no CORS headers, and forbids caching', async () => {
  const page = await gateway.ask({ secret: customer.secret, body });
  const program = await gateway.ask({ secret: customer.secret, body, headers: { origin: undefined } });
  expect(page.headers['access-control-allow-origin']).toBe('*');
  expect(program.headers).not.toHaveProperty('access-control-allow-origin');
  for (const { headers } of [page, program])
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});

it('refuses new requests while it drains, and says when to retry', async () => {
  const { createGateway } = await import('./gateway.ts'); // reads the environment, so not imported above
  const leaving = createGateway();
  leaving.drain();
  const answer = await readAnswer(await leaving.handle(toRequest({ secret: customer.secret, body })));
  expectOpenAIError(answer);
  expect(answer).toMatchObject({ status: 503, error: { code: 'shutting_down' }, headers: { 'retry-after': '5' } });
});

it('a large body of images does not use up the minute for the next one', async () => {
  const { secret } = await gateway.addKey(customer.accountId, { tokensPerMinute: 3_000_000 });
  const headers = { 'content-length': String(30 * 1_048_576) };
  for (let turn = 0; turn < 3; turn++) expect((await gateway.ask({ secret, headers, body })).status).toBe(200);
});
