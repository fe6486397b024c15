import { beforeAll, describe, expect, it, vi } from 'vitest';
import { aPrincipal, aRequest } from '#lib/testing/requests.ts';
import { chat as dialect } from '../dialects/chat/chat.ts';
import { openContext } from './context.ts';
import type { PreparedRequest } from './prepare.ts';

/** The environment is read at import, so it is stubbed first. */
let prepared: (chat?: object, principal?: object) => Promise<PreparedRequest>;
beforeAll(async () => {
  vi.stubEnv('ANTHROPIC_API_KEY', 'sk-1');
  vi.stubEnv('TOKENHUB_SANDBOX_URL', 'http://127.0.0.1:9');
  vi.stubEnv('APP_SECRET', 'a secret for tests, long enough to be one');
  const { candidatesFor: route } = await import('../routing.ts');
  const { prepare } = await import('./prepare.ts');
  prepared = (chat = {}, principal = {}) =>
    prepare(aRequest(chat), openContext(), { principal: aPrincipal(principal), dialect, route });
});

describe('the worst case', () => {
  it('is every byte as a token, every token of the output limit, and upstream’s own additions', async () => {
    const { worstCase } = await prepared({ max_tokens: 100 });
    expect(worstCase).toBe((512n + 5n) * 1_000n + 100n * 5_000n);
  });

  it('reckons 1,024 tokens of output when the request does not say', async () => {
    const [silent, explicit] = await Promise.all([prepared(), prepared({ max_tokens: 1_024 })]);
    expect(silent.worstCase).toBe(explicit.worstCase);
  });

  it('reckons cache writes at their own rate', async () => {
    const cached = { type: 'text', text: 'Hello', cache_control: { type: 'ephemeral', ttl: '1h' } };
    const { worstCase } = await prepared({ max_tokens: 100, messages: [{ role: 'user', content: [cached] }] });
    expect(worstCase).toBe((512n + 5n) * 2_000n + 100n * 5_000n);
  });
});

describe('the model', () => {
  it('keeps the customer’s spelling in the answer', async () => {
    expect((await prepared({ model: 'claude-haiku-4.5' })).head.model).toBe('claude-haiku-4.5');
  });

  it('takes its successor’s name when that answers', async () => {
    const { head, model } = await prepared({ model: 'claude-3-5-haiku-latest' }, { acceptsSuccessors: true });
    expect([head.model, model.id]).toEqual(['anthropic/claude-haiku-4-5', 'claude-haiku-4-5']);
  });

  it('is served in the sandbox even when upstream has retired it', async () => {
    expect((await prepared({ model: 'claude-3-5-haiku-latest' }, { mode: 'test' })).model.id).toBe(
      'claude-3-5-haiku-latest',
    );
    await expect(prepared({ model: 'claude-3-5-haiku-latest' })).rejects.toMatchObject({ code: 'model_retired' });
  });

  it('must be one the key may call, and the refusal lists those', async () => {
    const models = ['claude-haiku-4-5', 'claude-opus-4-7'];
    expect((await prepared({}, { models })).model.id).toBe('claude-haiku-4-5');
    await expect(prepared({ model: 'claude-sonnet-4-6' }, { models })).rejects.toMatchObject({
      code: 'model_not_allowed',
      message: expect.stringMatching(
        /CI.*claude-sonnet-4-6.*`anthropic\/claude-haiku-4-5`, `anthropic\/claude-opus-4-7`/,
      ),
    });
  });
});

describe('the end user', () => {
  const userId = async (chat: object, accountId = 'acct_1') =>
    (await prepared(chat, { accountId })).translated.body.metadata?.user_id;

  it('is a keyed hash, the same for the same user of the same account only', async () => {
    const id = await userId({ user: 'jane' });
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(await userId({ user: 'jane' })).toBe(id);
    expect(await userId({ user: 'jane' }, 'acct_2')).not.toBe(id);
    expect(await userId({ user: 'joe' })).not.toBe(id);
  });

  it('is absent when the customer names none', async () => {
    expect(await userId({})).toBeUndefined();
    expect(await userId({ user: '' })).toBeUndefined();
  });
});
