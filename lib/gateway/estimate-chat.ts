import 'server-only';
import { parseJson } from '#lib/http/parse-json.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { authenticate } from './authenticate.ts';
import type { RequestContext } from './core/context.ts';
import type { Dialect } from './core/dialect.ts';
import { toEstimate } from './core/estimate.ts';
import { type PreparedRequest, prepare, toRequestHeaders } from './core/prepare.ts';
import { chat } from './dialects/chat/chat.ts';
import type { GatewayReply, GatewayRequest } from './http.ts';
import { estimateLimiter } from './limiters.ts';
import { countInput } from './payers/account.ts';
import { spendableBy } from './payers/require-money.ts';
import { openBody } from './request-body.ts';
import { jsonReply } from './routes/json-reply.ts';
import { candidatesFor } from './routing.ts';

interface Asked {
  request: GatewayRequest;
  context: RequestContext;
  principal: Principal;
  dialect: Dialect;
}

/** Estimates the cost of a chat completion for a key. Nothing is held, charged or recorded, and no model is called. */
export async function estimateChat(request: GatewayRequest, context: RequestContext): Promise<GatewayReply> {
  const principal = await authenticate(request, context.startedAt);
  const admission = await estimateLimiter.admit(principal, 0);
  Object.assign(context.headers, admission.headers);
  try {
    return await replyEstimate({ request, context, principal, dialect: chat });
  } finally {
    admission.leave();
  }
}

/** @throws AppError for every reason that would refuse the request, except a balance or a cap that is too small */
export async function replyEstimate(asked: Asked): Promise<GatewayReply> {
  const { context, principal } = asked;
  const prepared = await prepareOnly(asked);
  const spendable = principal.mode === 'test' ? null : await spendableBy(principal);
  // As with holds, upstream counts nothing for a caller whose money is used up.
  const counted = spendable === null || spendable > 0n ? await countInput(prepared) : null;
  const headers = { ...context.headers, ...toRequestHeaders(prepared) };
  return jsonReply(toEstimate(prepared, { counted, spendable }), headers);
}

/** Prepares the request, with the most it can cost, and sets nothing aside. @throws AppError */
async function prepareOnly({ request, context, principal, dialect }: Asked): Promise<PreparedRequest> {
  const body = openBody(request, principal);
  try {
    const parsed = dialect.parse(parseJson(await body.read()));
    return await prepare(parsed, context, { principal, dialect, route: candidatesFor });
  } finally {
    body.release();
  }
}
