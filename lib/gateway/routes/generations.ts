import 'server-only';
import { toUsd } from '#lib/billing/money.ts';
import { toUsdPerToken } from '#lib/billing/pricing.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { listAttempts, type UpstreamAttempt } from '#lib/usage/attempts.ts';
import { getReceipt } from '#lib/usage/queries.ts';
import type { Receipt } from '#lib/usage/receipt.ts';
import { toShownFailure } from '#lib/usage/view/timeline.ts';
import { authenticate } from '../authenticate.ts';
import type { RequestContext } from '../core/context.ts';
import { toCompletionId, toRequestId } from '../dialects/chat/answer/completion.ts';
import type { GatewayReply, GatewayRequest } from '../http.ts';
import { jsonReply, toUsdNumber } from './json-reply.ts';

/** The receipt of a request by the caller's account. @throws AppError not_found, also for another account's */
export const getGeneration = async (
  request: GatewayRequest,
  context: RequestContext,
  id: string,
): Promise<GatewayReply> => replyGeneration(await authenticate(request, context.startedAt), context, id);

export async function replyGeneration(
  { accountId }: Pick<Principal, 'accountId'>,
  context: RequestContext,
  id: string,
): Promise<GatewayReply> {
  const requestId = toRequestId(id);
  const [receipt, calls] = await Promise.all([getReceipt(accountId, requestId), listAttempts(accountId, requestId)]);
  return jsonReply({ data: presentReceipt(receipt, calls) }, context.headers);
}

/** The same receipt under OpenRouter’s address: `/generation?id=…`. */
export function findGeneration(request: GatewayRequest, context: RequestContext): Promise<GatewayReply> {
  const id = new URLSearchParams(request.url.split('?')[1]).get('id');
  if (id && /^[\w-]+$/.test(id)) return getGeneration(request, context, id);
  const code = id ? 'invalid_value' : 'missing_required_parameter';
  throw new AppError(code, '`id` must be the id of the answer, or its `x-request-id`.', { param: 'id' });
}

function presentReceipt(receipt: Receipt, calls: readonly UpstreamAttempt[]) {
  return {
    id: toCompletionId(receipt.requestId),
    request_id: receipt.requestId,
    created_at: receipt.createdAt,
    key_id: receipt.keyId,
    mode: receipt.mode,
    model: `anthropic/${receipt.model}`,
    requested_model: receipt.requestedModel,
    outcome: receipt.outcome,
    status_code: receipt.statusCode,
    error_code: receipt.errorCode,
    streamed: receipt.isStreamed,
    cancelled: receipt.outcome === 'client_aborted',
    finish_reason: receipt.finishReason,
    native_finish_reason: receipt.stopReason,
    upstream_usage: receipt.upstreamUsage,
    discarded_usage: receipt.discardedUsage,
    is_estimated: receipt.isEstimated,
    reasoning_tokens: receipt.reasoningTokens,
    price_id: receipt.priceId,
    lines: receipt.lines.map(presentLine),
    rounding: { rule: 'the sum of the lines, rounded up to whole nano-USD', added_pico_usd: receipt.remainderPico },
    cost_usd: toUsd(receipt.total),
    total_cost: toUsdNumber(receipt.total),
    held_usd: toUsd(receipt.held),
    absorbed_usd: toUsd(receipt.absorbed),
    adjustments: receipt.adjustments,
    attempts: receipt.attempts,
    calls: calls.map(presentCall),
    first_token_ms: receipt.firstTokenMs,
    duration_ms: receipt.durationMs,
    user: receipt.endUser,
    metadata: receipt.metadata,
    tags: receipt.tags,
    session_id: receipt.sessionId,
  };
}

const presentCall = (call: UpstreamAttempt) => ({
  provider: call.provider,
  reason: call.reason,
  started_ms: call.startedMs,
  answered_ms: call.answeredMs,
  ended_ms: call.endedMs,
  failure: toShownFailure(call.failure),
});

/** Pico-USD are whole numbers, so `tokens × rate = amount` can be checked without rounding. */
const presentLine = ({ bucket, tokens, rate, amount }: Receipt['lines'][number]) => ({
  bucket: LINE_NAMES[bucket],
  tokens,
  rate_usd_per_token: toUsdPerToken(rate),
  amount_usd: toUsdPerToken(amount),
});

const LINE_NAMES = {
  input: 'input',
  cacheWrite5m: 'cache_write_5m',
  cacheWrite1h: 'cache_write_1h',
  cacheRead: 'cache_read',
  output: 'output',
} as const satisfies Record<Receipt['lines'][number]['bucket'], string>;
