import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { KeyMode } from '#lib/db/generated/enums.ts';
import { aPrincipal } from '#lib/testing/requests.ts';

const wanted = (mode: KeyMode) => ({ principal: aPrincipal({ mode }), model: 'claude-haiku-4-5' });

/** Imports with these keys: the environment is read at import. */
async function withKeys(keys: string) {
  vi.stubEnv('ANTHROPIC_API_KEY', keys);
  return import('./routing.ts');
}

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv('TOKENHUB_SANDBOX_URL', 'http://127.0.0.1:9');
});
afterEach(() => vi.unstubAllEnvs());

it('sends live keys to Anthropic, which does not serve retired models', async () => {
  const { candidatesFor, hasLiveUpstream } = await withKeys('sk-1, sk-2');
  const [upstream] = await candidatesFor(wanted('live'));
  expect([hasLiveUpstream, upstream?.name, upstream?.servesRetired]).toEqual([true, 'anthropic', false]);
});

it('sends test keys to the sandbox, which serves everything', async () => {
  const { candidatesFor } = await withKeys('sk-1');
  const [upstream] = await candidatesFor(wanted('test'));
  expect([upstream?.name, upstream?.servesRetired]).toEqual(['sandbox', true]);
});

it('sends all keys to the sandbox while no Anthropic key is configured', async () => {
  const { candidatesFor, hasLiveUpstream } = await withKeys('');
  const [upstream] = await candidatesFor(wanted('live'));
  expect([hasLiveUpstream, upstream?.name, upstream?.servesRetired]).toEqual([false, 'sandbox', true]);
});

it('keeps one pool of connections for each', async () => {
  const { candidatesFor } = await withKeys('sk-1');
  for (const mode of ['live', 'test'] as const) {
    const [[first], [second]] = await Promise.all([candidatesFor(wanted(mode)), candidatesFor(wanted(mode))]);
    expect(first).toBe(second);
  }
});
