import { expect, it } from 'vitest';
import { readAnswer, toRequest } from '#lib/testing/ask.ts';
import { openContext } from './core/context.ts';
import { route } from './routes.ts';

const go = async (method: string, url: string) => readAnswer(await route(toRequest({ method, url }), openContext()));
const failure = (method: string, url: string) =>
  go(method, url).then(
    () => null,
    (error) => error,
  );

it.each(['/api/v1/models', '/api/v1/models/', '/api/v1/models//', '/api/v1/models?limit=5'])(
  'serves the catalog at %s, to everybody',
  async (url) => {
    const { status, json, headers } = await go('GET', url);
    expect(status).toBe(200);
    expect(json.data.map(({ id }: { id: string }) => id)).toContain('anthropic/claude-opus-4-7');
    expect(headers['cache-control']).toBe('public, max-age=60');
  },
);

it.each(['anthropic/claude-haiku-4-5', 'anthropic%2Fclaude-haiku-4-5', 'claude-haiku-4.5'])(
  'finds the model %s',
  async (id) => {
    expect((await go('GET', `/api/v1/models/${id}`)).json.id).toBe('anthropic/claude-haiku-4-5');
  },
);

it('answers HEAD where it answers GET', async () => {
  expect(await go('HEAD', '/api/v1/models')).toMatchObject({ status: 200 });
});

it.each(['', '/', '/embeddings', '/chat', '/chat/completions/x', '/modelsx', '/generations/', '/generations/a/b'])(
  'says of %j what is served instead',
  async (path) => {
    const error = await failure('POST', `/api/v1${path}`);
    expect(error).toMatchObject({
      code: 'unsupported_endpoint',
      message: expect.stringContaining('/chat/completions'),
    });
  },
);

it('distinguishes a base URL that has /v1 twice from a missing endpoint', async () => {
  const error = await failure('POST', `/api/v1/v1/chat/completions${'x'.repeat(500)}`);
  expect(error.message).toContain('without another /v1');
  expect(error.message.length).toBeLessThan(400);
});

it.each([
  ['GET', '/chat/completions', 'POST, OPTIONS'],
  ['POST', '/models', 'GET, OPTIONS'],
  ['DELETE', '/models/claude-haiku-4-5', 'GET, OPTIONS'],
  ['POST', '/generations/req_1', 'GET, OPTIONS'],
  ['PUT', '/key', 'GET, OPTIONS'],
  ['toString', '/credits', 'GET, OPTIONS'],
])('refuses %s %s and says what is allowed', async (method, path, allow) => {
  const error = await failure(method, `/api/v1${path}`);
  expect(error).toMatchObject({ code: 'method_not_allowed', options: { headers: { allow } } });
});

it('explains the fault in a model id with an invalid percent-encoding', async () => {
  expect(await failure('GET', '/api/v1/models/%ff')).toMatchObject({
    code: 'invalid_value',
    options: { param: 'model' },
  });
});
