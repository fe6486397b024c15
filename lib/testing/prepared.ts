import { vi } from 'vitest';
import { openContext } from '#lib/gateway/core/context.ts';
import type { ParsedRequest } from '#lib/gateway/core/dialect.ts';
import type { PreparedRequest } from '#lib/gateway/core/prepare.ts';
import type { Route } from '#lib/gateway/core/story.ts';
import type { Upstream } from '#lib/gateway/core/upstream.ts';
import { chat } from '#lib/gateway/dialects/chat/chat.ts';
import { aPrincipal, aRequest } from './requests.ts';

const unasked = async () => {
  throw new Error('Nothing is asked of this upstream.');
};

/** An upstream of which a test says what it needs. */
export const anUpstream = (more: Partial<Upstream> = {}): Upstream => ({
  ...{ name: 'fake', servesRetired: false, modelId: ({ upstreamIds }) => upstreamIds.anthropic },
  ...{ send: unasked, stream: unasked, countTokens: unasked },
  ...more,
});

export const routeTo =
  (...upstreams: Upstream[]): Route =>
  async () =>
    upstreams;

/** A request of a live key, prepared for these upstreams. Imports late, because settings are read at import. */
export async function aPrepared(
  request: ParsedRequest = aRequest(),
  ...[first = anUpstream(), ...others]: Upstream[]
): Promise<PreparedRequest> {
  vi.stubEnv('APP_SECRET', 'a secret for tests, long enough to be one');
  const { prepare } = await import('#lib/gateway/core/prepare.ts');
  const story = { principal: aPrincipal(), dialect: chat, route: routeTo(first, ...others) };
  return prepare(request, openContext(), story);
}
