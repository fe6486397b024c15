import 'server-only';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import { parseJson } from '#lib/http/parse-json.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { type Admission, enforce } from '#lib/rate-limit/enforce.ts';
import { authenticate } from './authenticate.ts';
import { answerStreamed } from './core/answer-streamed.ts';
import { answerWhole } from './core/answer-whole.ts';
import type { Call } from './core/context.ts';
import { type Order, toOrder } from './core/prepare.ts';
import { declaredBytes, openBody, type RequestBody, requireJson } from './core/request-body.ts';
import { toOrderHeaders } from './core/request-headers.ts';
import { type ChatRequest, parseChatRequest } from './dialects/chat/schema/request.ts';
import type { GatewayReply, GatewayRequest } from './http.ts';
import { type Bill, openBill } from './payers/account.ts';
import { toRefusalRecord } from './payers/usage-record.ts';

const BYTES_PER_TOKEN = 4;

/**
 * One chat completion: who, what, may they, can they pay, ask upstream, answer, settle before the last byte.
 * @throws AppError for everything that goes wrong before the first byte; nothing is held by then.
 */
export async function completeChat(request: GatewayRequest, call: Call): Promise<GatewayReply> {
  const principal = await authenticate(request, call.startedAt);
  requireJson(request);
  const body = openBody(request, principal);
  const admission = keeping(body, await enforce(principal, { tokens: guessTokens(declaredBytes(request), principal) }));
  Object.assign(call.headers, admission.headers);
  try {
    const { order, bill } = await accept({ request, body, principal, call, admission });
    const answer = order.chat.stream ? answerStreamed : answerWhole;
    return await answer({ order, bill, admission, signal: request.signal });
  } catch (error) {
    admission.settle(0); // no answer, no tokens
    admission.leave();
    throw error;
  }
}

/** What a body takes of the memory, its request takes until it leaves. */
const keeping = (body: RequestBody, admission: Admission): Admission => ({
  ...admission,
  leave() {
    admission.leave();
    body.release();
  },
});

interface Arrival {
  request: GatewayRequest;
  body: RequestBody;
  principal: Principal;
  call: Call;
  admission: Admission;
}

/** All that can still refuse a request. A refusal leaves a record too, so that its owner sees it, and that it cost nothing. */
async function accept({ request, body, principal, call, admission }: Arrival): Promise<{ order: Order; bill: Bill }> {
  let chat: ChatRequest | undefined;
  try {
    const bytes = await body.read();
    // Of a body that did not say its size, the size is known only now.
    if (bytes.length > declaredBytes(request))
      Object.assign(call.headers, await admission.raiseTo(guessTokens(bytes.length, principal)));
    const { value, text } = parseJson(bytes);
    chat = parseChatRequest(value, text);
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
function guessTokens(bytes: number, { limits: { key, account } }: Principal): number {
  const guess = Math.ceil(bytes / BYTES_PER_TOKEN);
  return Math.min(guess, LARGEST_CONTEXT, key.tokensPerMinute, account.tokensPerMinute);
}
