import 'server-only';
import { STORE_HEADER } from '#lib/content/retention.ts';
import { authenticate } from './authenticate.ts';
import type { RequestContext } from './core/context.ts';
import { runRequest } from './core/run-request.ts';
import { chat } from './dialects/chat/chat.ts';
import type { GatewayReply, GatewayRequest } from './http.ts';
import { keepingContent } from './keep-content.ts';
import { keyLimiter } from './limiters.ts';
import { accountPayer } from './payers/account.ts';
import { openBody } from './request-body.ts';
import { candidatesFor } from './routing.ts';

/** A chat completion for a key, at the cost of its account. */
export async function completeChat(request: GatewayRequest, context: RequestContext): Promise<GatewayReply> {
  const principal = await authenticate(request, context.startedAt);
  const body = openBody(request, principal);
  const story = { principal, body, dialect: chat, payer: accountPayer, limiter: keyLimiter, route: candidatesFor };
  const kept = keepingContent(story, context, { header: request.header(STORE_HEADER) });
  return runRequest(request, context, kept);
}
