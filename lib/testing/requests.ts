import { vi } from 'vitest';
import { NOTHING_STORED } from '#lib/content/retention.ts';
import { openContext } from '#lib/gateway/core/context.ts';
import type { ParsedRequest } from '#lib/gateway/core/dialect.ts';
import type { Route } from '#lib/gateway/core/incoming-request.ts';
import type { PreparedRequest } from '#lib/gateway/core/prepare.ts';
import type { Upstream } from '#lib/gateway/core/upstream.ts';
import { chat, toParsed } from '#lib/gateway/dialects/chat/chat.ts';
import { type ChatRequest, parseChatRequest } from '#lib/gateway/dialects/chat/schema/request.ts';
import type { Principal } from '#lib/keys/principal.ts';

const UNLIMITED = { requestsPerMinute: 1_000, tokensPerMinute: 1_000_000, concurrency: 100 };

/** The principal of an unrestricted live key. */
export const aPrincipal = (more: Partial<Principal> = {}): Principal => ({
  ...{ accountId: 'acct_1', keyId: 'key_1', keyName: 'CI', mode: 'live', models: [], acceptsSuccessors: false },
  storage: NOTHING_STORED,
  limits: { key: UNLIMITED, account: UNLIMITED },
  ...more,
});

export const aRequest = (more: object = {}): ParsedRequest<ChatRequest> =>
  toParsed(parseChatRequest({ model: 'claude-haiku-4-5', messages: [{ role: 'user', content: 'Hello' }], ...more }));

const unasked = async () => {
  throw new Error('Nothing is asked of this upstream.');
};

/** An upstream with default behaviour; a test overrides the parts it needs. */
export const anUpstream = (more: Partial<Upstream> = {}): Upstream => ({
  ...{ name: 'fake', servesRetired: false, modelId: ({ upstreamIds }) => upstreamIds.anthropic },
  ...{ send: unasked, stream: unasked, countTokens: unasked },
  ...more,
});

const routeTo =
  (...upstreams: Upstream[]): Route =>
  async () =>
    upstreams;

/** A prepared request of a live key for these upstreams. Imports late, because modules read settings at import. */
export async function aPrepared(
  request: ParsedRequest = aRequest(),
  ...[first = anUpstream(), ...others]: Upstream[]
): Promise<PreparedRequest> {
  vi.stubEnv('APP_SECRET', 'a secret for tests, long enough to be one');
  const { prepare } = await import('#lib/gateway/core/prepare.ts');
  const story = { principal: aPrincipal(), dialect: chat, route: routeTo(first, ...others) };
  return prepare(request, openContext(), story);
}
