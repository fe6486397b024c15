import 'server-only';
import { openContext } from '#lib/gateway/core/context.ts';
import { toFailureReply } from '#lib/gateway/core/failure-reply.ts';
import { chat } from '#lib/gateway/dialects/chat/chat.ts';
import { replyEstimate } from '#lib/gateway/estimate-chat.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { queryOf, requirePlayer } from './caller.ts';
import { streamedChat } from './observed-run.ts';
import { findPayer } from './payer.ts';

/** Responds with the estimated cost of a request, as the API does. Never throws. */
export async function estimateInPlayground(request: GatewayRequest): Promise<GatewayReply> {
  const context = openContext();
  const { signal, clientIp } = request;
  try {
    const player = await requirePlayer(request, 'estimate:account');
    const chosen = queryOf(request).get('payer') ?? '';
    const { principal } = await findPayer(player, chosen, { clientIp, now: context.startedAt });
    return await replyEstimate({ request, context, principal, dialect: streamedChat });
  } catch (error) {
    return toFailureReply(error, { context, signal, dialect: chat });
  }
}
