import type { ParsedRequest } from '#lib/gateway/core/dialect.ts';
import { toParsed } from '#lib/gateway/dialects/chat/chat.ts';
import { type ChatRequest, parseChatRequest } from '#lib/gateway/dialects/chat/schema/request.ts';
import type { Principal } from '#lib/keys/principal.ts';

const UNLIMITED = { requestsPerMinute: 1_000, tokensPerMinute: 1_000_000, concurrency: 100 };

/** Whoever a live key without restrictions speaks for. */
export const aPrincipal = (more: Partial<Principal> = {}): Principal => ({
  ...{ accountId: 'acct_1', keyId: 'key_1', keyName: 'CI', mode: 'live', models: [], acceptsSuccessors: false },
  limits: { key: UNLIMITED, account: UNLIMITED },
  ...more,
});

/** A chat completion request as it was read. */
export const aRequest = (more: object = {}): ParsedRequest<ChatRequest> =>
  toParsed(parseChatRequest({ model: 'claude-haiku-4-5', messages: [{ role: 'user', content: 'Hello' }], ...more }));
