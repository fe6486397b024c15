import 'server-only';
import { openContext } from '#lib/gateway/core/context.ts';
import { toFailureReply } from '#lib/gateway/core/failure-reply.ts';
import { runRequest } from '#lib/gateway/core/run-request.ts';
import { chat } from '#lib/gateway/dialects/chat/chat.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { noLimiter } from '#lib/gateway/limiters.ts';
import { freePayer } from '#lib/gateway/payers/nobody.ts';
import { openTrialBody } from '#lib/gateway/request-body.ts';
import { candidatesFor } from '#lib/gateway/routing.ts';
import { toTrialPrincipal } from './trial-principal.ts';
import { requireReader } from './try-reader.ts';

/**
 * A chat completion for a signed-in reader of the documentation. The sandbox answers, as it answers test keys, and
 * nothing is held, charged or recorded. Never throws: a failure is the API's own error.
 */
export async function tryChat(request: GatewayRequest): Promise<GatewayReply> {
  const context = openContext();
  try {
    const reader = await requireReader();
    const body = openTrialBody(request);
    const principal = toTrialPrincipal(reader);
    return await runRequest(request, context, {
      ...{ principal, body, dialect: chat, payer: freePayer, limiter: noLimiter, route: candidatesFor },
    });
  } catch (error) {
    return toFailureReply(error, { context, signal: request.signal, dialect: chat });
  }
}
