import 'server-only';
import { openContext } from '#lib/gateway/core/context.ts';
import { toFailureReply } from '#lib/gateway/core/failure-reply.ts';
import { chat } from '#lib/gateway/dialects/chat/chat.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import { replyGeneration } from '#lib/gateway/routes/generations.ts';
import { queryOf, requirePlayer } from './caller.ts';

/** Responds with the receipt of a run whose stream broke off. Never throws. */
export async function receiptInPlayground(request: GatewayRequest): Promise<GatewayReply> {
  const context = openContext();
  try {
    const { accountId } = await requirePlayer(request, 'playground:account');
    return await replyGeneration({ accountId }, context, queryOf(request).get('id') ?? '');
  } catch (error) {
    return toFailureReply(error, { context, signal: request.signal, dialect: chat });
  }
}
