import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import type { UsageRecordInput } from '#lib/usage/record.ts';
import type { AnyStopReason, Usage } from './anthropic/response.ts';
import type { FinishReason } from './openai/response.ts';
import type { Order } from './order.ts';

/** How an order ended, as far as its bill and its receipt are concerned. */
export interface Result {
  outcome: UsageRecordInput['outcome'];
  statusCode: number;
  errorCode: string | null;
  tokens: BilledTokens;
  reasoningTokens: number;
  /** The output was counted by us, because upstream's count never came. */
  isEstimated: boolean;
  reported: Usage | null;
  upstreamId: string | null;
  stopReason: AnyStopReason | null;
  finishReason: FinishReason | null;
  /** Upstream calls made. */
  attempts: number;
  firstTokenMs: number | null;
}

/** A result in which upstream said nothing. */
export const NOTHING_USED = {
  tokens: NO_TOKENS,
  reasoningTokens: 0,
  isEstimated: false,
  reported: null,
  upstreamId: null,
  stopReason: null,
  finishReason: null,
  attempts: 0,
  firstTokenMs: null,
} satisfies Partial<Result>;

/** The request's row. Prompts and answers are not in it. */
export function toUsageRecord(order: Order, result: Result, remainderPico = 0): UsageRecordInput {
  const { call, principal, chat, model, translated } = order;
  const { tokens, reported, ...rest } = result;
  return {
    ...rest,
    requestId: call.requestId,
    accountId: principal.accountId,
    keyId: principal.keyId,
    mode: principal.mode,
    requestedModel: chat.model,
    model: model.id,
    isStreamed: chat.stream === true,
    inputTokens: tokens.input,
    cacheWrite5mTokens: tokens.cacheWrite5m,
    cacheWrite1hTokens: tokens.cacheWrite1h,
    cacheReadTokens: tokens.cacheRead,
    outputTokens: tokens.output,
    upstreamUsage: reported,
    priceId: order.priceId,
    remainderPico,
    endUser: chat.user ?? null,
    metadata: chat.metadata ?? null,
    adjustments: translated.adjustments.map(({ param, action }) => `${param}=${action}`),
    durationMs: call.elapsedMs(),
    createdAt: call.startedAt,
  };
}
