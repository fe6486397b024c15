import 'server-only';
import { ZERO_USD } from '#lib/billing/money.ts';
import type { Bill } from '#lib/gateway/bill.ts';
import { openCall } from '#lib/gateway/call.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/exchange.ts';
import { toFailureReply } from '#lib/gateway/failure-reply.ts';
import { parseChatRequest } from '#lib/gateway/openai/request.ts';
import { toOrder } from '#lib/gateway/order.ts';
import { toOrderHeaders } from '#lib/gateway/order-headers.ts';
import { readTrialJson, requireJson } from '#lib/gateway/read-request.ts';
import { answerStreamed } from '#lib/gateway/streamed-answer.ts';
import { answerWhole } from '#lib/gateway/whole-answer.ts';
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
