import { afterEach, beforeEach, expect, it, vi } from 'vitest';

/** What the environment says is read at import. */
async function withKeys(keys: string) {
  vi.stubEnv('ANTHROPIC_API_KEY', keys);
  return import('./routing.ts');
}

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('TOKENHUB_SANDBOX_URL', 'http://127.0.0.1:9');
});
afterEach(() => vi.unstubAllEnvs());

it('sends live keys to Anthropic, which does not serve what it has retired', async () => {
  const { destinationFor, hasLiveUpstream } = await withKeys('sk-1, sk-2');
  const { upstream, servesRetired } = await destinationFor({ mode: 'live' });
  expect([hasLiveUpstream, upstream.name, servesRetired]).toEqual([true, 'anthropic', false]);
});

it('sends test keys to the sandbox, which serves everything', async () => {
  const { destinationFor } = await withKeys('sk-1');
  const { upstream, servesRetired } = await destinationFor({ mode: 'test' });
  expect([upstream.name, servesRetired]).toEqual(['sandbox', true]);
});

it('sends everybody to the sandbox while no Anthropic key is configured', async () => {
  const { destinationFor, hasLiveUpstream } = await withKeys('');
  const { upstream, servesRetired } = await destinationFor({ mode: 'live' });
  expect([hasLiveUpstream, upstream.name, servesRetired]).toEqual([false, 'sandbox', true]);
});

it('keeps one pool of connections for each', async () => {
  const { destinationFor } = await withKeys('sk-1');
  for (const mode of ['live', 'test'] as const) {
    const [first, second] = await Promise.all([destinationFor({ mode }), destinationFor({ mode })]);
    expect(first.upstream).toBe(second.upstream);
  }
});
