import 'server-only';
import { assertOwnOrigin } from '#lib/auth/caller.ts';
import { limit } from '#lib/auth/limits.ts';
import { currentUser } from '#lib/auth/session.ts';
import { ZERO_USD } from '#lib/billing/money.ts';
import { publicUrl } from '#lib/config/env.ts';
import { AppError } from '#lib/errors.ts';
import type { Bill } from '#lib/gateway/bill.ts';
import { type Call, openCall } from '#lib/gateway/call.ts';
import { headersOf } from '#lib/gateway/complete-chat.ts';
import type { GatewayReply, GatewayRequest } from '#lib/gateway/exchange.ts';
import { toErrorReply } from '#lib/gateway/openai/error.ts';
import { parseChatRequest } from '#lib/gateway/openai/request.ts';
import { toOrder } from '#lib/gateway/order.ts';
import type { Principal } from '#lib/gateway/principal.ts';
import { readJson, requireJson } from '#lib/gateway/read-request.ts';
import { answerStreamed } from '#lib/gateway/streamed-answer.ts';
import { answerWhole } from '#lib/gateway/whole-answer.ts';

/**
 * A chat completion for a signed-in reader of the documentation. The sandbox answers, as it answers test keys, and
 * nothing is held, charged or recorded. Never throws: a failure is the API's own error.
 */
export async function tryChat(request: GatewayRequest): Promise<GatewayReply> {
  const call = openCall();
  try {
    const reader = await authorise();
    requireJson(request);
    const order = await toOrder(parseChatRequest(await readJson(request)), toPrincipal(reader), call);
    Object.assign(call.headers, headersOf(order));
    const answer = order.chat.stream ? answerStreamed : answerWhole;
    return await answer({ order, bill: FREE, admission: ADMITTED, signal: request.signal });
  } catch (error) {
    return toFailureReply(error, call);
  }
}

interface Reader {
  accountId: string;
}

/** @throws AppError forbidden, unauthenticated or rate_limit_exceeded */
async function authorise(): Promise<Reader> {
  await assertOwnOrigin();
  const user = await currentUser();
  if (!user) throw new AppError('unauthenticated', 'Sign in to try this request.');
  await limit('try:account', user.id);
  return user;
}

const UNLIMITED = { requestsPerMinute: Infinity, tokensPerMinute: Infinity, concurrency: Infinity };

/** Speaks for the session, as a test key with no limits of its own would: how often was counted above. */
const toPrincipal = ({ accountId }: Reader): Principal => ({
  accountId,
  keyId: '',
  keyName: '',
  mode: 'test',
  models: [],
  acceptsSuccessors: false,
  limits: { key: UNLIMITED, account: UNLIMITED },
});

const nothing = async () => ZERO_USD;
const FREE: Bill = { settle: nothing, waive: nothing, release: async () => {} };
const ADMITTED = { headers: {}, settle: () => {}, leave: () => {} };

function toFailureReply(error: unknown, { requestId, headers }: Call): GatewayReply {
  const reply = toErrorReply(error, { requestId, docsBaseUrl: `${publicUrl}/en/docs` });
  return { ...reply, headers: { ...headers, ...reply.headers } };
}
