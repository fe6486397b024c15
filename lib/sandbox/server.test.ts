import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { MAX_BODY_BYTES } from './body.ts';
import { SANDBOX_ORGANIZATION_ID } from './errors.ts';
import { type RunningSandbox, startSandbox } from './server.ts';
import { askWhole, HAIKU, HEADERS, post, readError, saying } from './testing/client.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const get = (path: string, headers: Record<string, string> = HEADERS) => fetch(sandbox.url + path, { headers });

describe('the server', () => {
  it.each([
    ['no key', { 'x-api-key': '' }, 401, 'authentication_error', 'x-api-key header is required'],
    ['the key `invalid`', { 'x-api-key': 'invalid' }, 401, 'authentication_error', 'invalid x-api-key'],
    [
      'a version nobody knows',
      { 'anthropic-version': '2020-01-01' },
      400,
      'invalid_request_error',
      'is not a valid version',
    ],
  ])('refuses %s', async (_, headers, status, type, message) => {
    const error = await readError(await get('/v1/models', { ...HEADERS, ...headers }));
    expect(error).toMatchObject({ status, type, message: expect.stringContaining(message) });
  });

  it('wants a version named', async () => {
    const response = await get('/v1/models', { 'x-api-key': 'test' });
    expect(await readError(response)).toMatchObject({ status: 400, message: 'anthropic-version: header is required' });
  });

  it('takes a bearer token as well', async () => {
    const headers = { authorization: 'Bearer test', 'anthropic-version': '2023-06-01' };
    expect((await get('/v1/models', headers)).status).toBe(200);
  });

  it('answers unknown paths and wrong methods in the error form', async () => {
    expect(await readError(await get('/v1/complete'))).toMatchObject({ status: 404, type: 'not_found_error' });
    expect(await readError(await get('/v1/messages'))).toMatchObject({ status: 405 });
  });

  it('carries the secrets of an operator in its headers, for leak tests to look for', async () => {
    const { headers } = await post(sandbox.url, saying('Hi'));
    expect(headers.get('anthropic-organization-id')).toBe(SANDBOX_ORGANIZATION_ID);
    expect(headers.get('request-id')).toMatch(/^req_/);
    expect(headers.get('anthropic-ratelimit-requests-remaining')).toMatch(/^\d+$/);
  });

  it('names the request in the body of an error', async () => {
    const response = await post(sandbox.url, saying('', { max_tokens: 1 }));
    expect(await response.json()).toMatchObject({ type: 'error', request_id: response.headers.get('request-id') });
  });

  it('refuses bodies that are no JSON, or over 32 MB', async () => {
    expect(await readError(await post(sandbox.url, '{"model":'))).toMatchObject({
      status: 400,
      type: 'invalid_request_error',
    });
    expect(await readError(await post(sandbox.url, ' '.repeat(MAX_BODY_BYTES + 1)))).toMatchObject({
      status: 413,
      type: 'request_too_large',
    });
  });

  it('frees its port when closed, also under a hanging request', async () => {
    const other = await startSandbox();
    const hanging = post(other.url, saying('sandbox: hang')).catch(() => 'cut');
    const slow = await post(other.url, saying('sandbox: hang-after 1', { stream: true }));
    await other.close();
    expect(await hanging).toBe('cut');
    await expect(slow.text()).rejects.toThrow();
    const again = await startSandbox({ port: Number(new URL(other.url).port) });
    await again.close();
  });
});

describe('the capacity', () => {
  it.each([
    ['requests', { requests: 1 }],
    ['bytes', { bodyBytes: 1_000 }],
  ])('has an end, counted in %s, and is free again when an answer is over', async (_, limits) => {
    const full = await startSandbox({ limits });
    const leaving = new AbortController();
    const long = `sandbox: hang\n${'x'.repeat(600)}`;
    const hanging = fetch(`${full.url}/v1/messages`, {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify(saying(long)),
      signal: leaving.signal,
    }).catch(() => 'gone');
    const ask = async () => (await post(full.url, saying('x'.repeat(600)))).json();
    await expect.poll(ask).toMatchObject({ type: 'error', error: { type: 'overloaded_error' } });
    leaving.abort();
    await hanging;
    await expect.poll(ask).toMatchObject({ type: 'message' });
    await full.close();
  });
});

describe('models', () => {
  it('serves every model of the catalog, also models that upstream has retired', async () => {
    for (const { upstreamIds } of CATALOG) {
      const message = await askWhole(sandbox.url, saying('Hi', { model: upstreamIds.anthropic }));
      expect(message.model).toBe(upstreamIds.anthropic);
    }
  });

  it('lists them in pages', async () => {
    const ids: string[] = [];
    for (let page = { has_more: true, last_id: '' }; page.has_more; ) {
      const after = page.last_id ? `&after_id=${page.last_id}` : '';
      const list = (await (await get(`/v1/models?limit=7${after}`)).json()) as typeof page & { data: { id: string }[] };
      ids.push(...list.data.map(({ id }) => id));
      page = list;
    }
    expect(ids.toSorted()).toEqual(CATALOG.map(({ upstreamIds }) => upstreamIds.anthropic).toSorted());
  });

  it('shows one, and 404 for another', async () => {
    expect(await (await get(`/v1/models/${HAIKU}`)).json()).toMatchObject({
      type: 'model',
      id: HAIKU,
      max_tokens: 64_000,
    });
    const error = await readError(await get('/v1/models/gpt-4'));
    expect(error).toMatchObject({ status: 404, type: 'not_found_error', message: 'model: gpt-4' });
  });

  it('answers a model it does not know as upstream does', async () => {
    const response = await post(sandbox.url, saying('Hi', { model: 'anthropic/claude-haiku-4-5' }));
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'not_found_error', message: 'model: anthropic/claude-haiku-4-5' },
    });
    expect(response.status).toBe(404);
  });
});

describe('count_tokens', () => {
  const count = (body: Record<string, unknown>) => post(sandbox.url, body, '/v1/messages/count_tokens');
  const { max_tokens: _, ...prompt } = saying('How many tokens are these?', { system: 'Be brief.' });

  it('counts the tokens that a message would be billed for', async () => {
    const counted = (await (await count(prompt)).json()) as { input_tokens: number };
    const { usage } = await askWhole(sandbox.url, { ...prompt, max_tokens: 9 });
    expect(counted).toEqual({ input_tokens: usage.input_tokens });
  });

  it('refuses fields that do not belong to the prompt', async () => {
    const error = await readError(await count({ ...prompt, max_tokens: 9 }));
    expect(error).toMatchObject({ status: 400, message: 'max_tokens: Extra inputs are not permitted' });
  });

  it('fails for an unknown model instead of guessing', async () => {
    expect((await count({ ...prompt, model: 'claude-x' })).status).toBe(404);
  });
});
