import 'server-only';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { enforce } from '#lib/rate-limit/enforce.ts';
import { authenticate } from './authenticate.ts';
import { type Bill, openBill } from './bill.ts';
import type { Call } from './call.ts';
import type { GatewayReply, GatewayRequest } from './exchange.ts';
import { type ChatRequest, parseChatRequest } from './openai/request.ts';
import { type Order, toOrder } from './order.ts';
import { toOrderHeaders } from './order-headers.ts';
import type { Limits, Principal } from './principal.ts';
import { declaredBytes, readJson, requireJson } from './read-request.ts';
import { answerStreamed } from './streamed-answer.ts';
import { toRefusalRecord } from './usage-record.ts';
import { answerWhole } from './whole-answer.ts';

const BYTES_PER_TOKEN = 4;

/**
 * One chat completion: who, what, may they, can they pay, ask upstream, answer, settle before the last byte.
 * @throws AppError for everything that goes wrong before the first byte; nothing is held by then.
 */
export async function completeChat(request: GatewayRequest, call: Call): Promise<GatewayReply> {
  const principal = await authenticate(request, call.startedAt);
  requireJson(request);
  const admission = await enforce(principal, { tokens: guessTokens(request, principal.limits) });
  Object.assign(call.headers, admission.headers);
  try {
    const { order, bill } = await accept(request, principal, call);
    const answer = order.chat.stream ? answerStreamed : answerWhole;
    return await answer({ order, bill, admission, signal: request.signal });
  } catch (error) {
    admission.settle(0); // no answer, no tokens
    admission.leave();
    throw error;
  }
}

/** All that can still refuse a request. A refusal leaves a record too, so that its owner sees it, and that it cost nothing. */
async function accept(
  request: GatewayRequest,
  principal: Principal,
  call: Call,
): Promise<{ order: Order; bill: Bill }> {
  let chat: ChatRequest | undefined;
  try {
    chat = parseChatRequest(await readJson(request));
    const order = await toOrder(chat, principal, call);
    Object.assign(call.headers, toOrderHeaders(order));
    return { order, bill: await openBill(order) };
  } catch (error) {
    // Not awaited: the refusal is the answer, whether or not its record can be kept.
    void ledger().recordUsage([toRefusalRecord({ call, principal, chat }, error)]);
    throw error;
  }
}

const LARGEST_CONTEXT = Math.max(...CATALOG.map(({ contextTokens }) => contextTokens));

/**
 * Until upstream has counted. Images are many bytes and few tokens: a guess exceeds no limit, so that they may fit after
 * all, and no context window, so that a second such request may follow in the same minute.
 */
function guessTokens(request: GatewayRequest, { key, account }: Limits): number {
  const guess = Math.ceil(declaredBytes(request) / BYTES_PER_TOKEN);
  return Math.min(guess, LARGEST_CONTEXT, key.tokensPerMinute, account.tokensPerMinute);
}
