import 'server-only';
import { ZERO_USD } from '#lib/billing/money.ts';
import { answerStreamed } from '#lib/gateway/core/answer-streamed.ts';
import { answerWhole } from '#lib/gateway/core/answer-whole.ts';
import { openCall } from '#lib/gateway/core/context.ts';
import { toFailureReply } from '#lib/gateway/core/failure-reply.ts';
import { toOrder } from '#lib/gateway/core/prepare.ts';
import { readTrialJson, requireJson } from '#lib/gateway/core/request-body.ts';
import { toOrderHeaders } from '#lib/gateway/core/request-headers.ts';
import { parseChatRequest } from '#lib/gateway/dialects/chat/schema/request.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/http.ts';
import type { Bill } from '#lib/gateway/payers/account.ts';
import { toTrialPrincipal } from './trial-principal.ts';
import { requireReader } from './try-reader.ts';

/**
 * A chat completion for a signed-in reader of the documentation. The sandbox answers, as it answers test keys, and
 * nothing is held, charged or recorded. Never throws: a failure is the API's own error.
 */
export async function tryChat(request: GatewayRequest): Promise<GatewayReply> {
  const call = openCall();
  try {
    const reader = await requireReader();
    requireJson(request);
    const { value, text } = await readTrialJson(request);
    const order = await toOrder(parseChatRequest(value, text), toTrialPrincipal(reader), call);
    Object.assign(call.headers, toOrderHeaders(order));
    const answer = order.chat.stream ? answerStreamed : answerWhole;
    return await answer({ order, bill: FREE, admission: ADMITTED, signal: request.signal });
  } catch (error) {
    return toFailureReply(error, call, request.signal);
  }
}

const nothing = async () => ZERO_USD;
const FREE: Bill = { settle: nothing, waive: nothing, release: async () => {} };
const ADMITTED = { headers: {}, settle: () => {}, leave: () => {} };
