import { describe, expect, it } from 'vitest';
import { errorBody } from '#lib/testing/upstream-answers.ts';
import { openBench } from '#lib/testing/upstream-bench.ts';

describe('probe', () => {
  it('counts the models', async () => {
    await using bench = await openBench(() => ({ body: '{"data":[{"id":"a"},{"id":"b"}]}' }), {
      keys: ['sk-1', 'sk-2'],
    });
    expect(await bench.upstream.probe()).toEqual({ ok: true, models: 2 });
    expect(bench.server.requests.map((it) => it.headers['x-api-key'])).toEqual(['sk-1', 'sk-2']);
  });

  it('names the key that is refused, and not its secret', async () => {
    await using bench = await openBench(() => ({ status: 401, body: errorBody('authentication_error') }));
    expect(await bench.upstream.probe()).toEqual({
      ok: false,
      reason: 'key #1: upstream answered 401 authentication_error',
    });
  });

  it('reports an unreachable upstream, and a missing key', async () => {
    await using bench = await openBench(() => 'reset');
    expect(await bench.upstream.probe()).toEqual({ ok: false, reason: 'key #1: upstream cannot be reached' });
    await using keyless = await openBench(() => 'hang', { keys: [] });
    expect(await keyless.upstream.probe()).toEqual({ ok: false, reason: 'no upstream key is configured' });
  });
});
