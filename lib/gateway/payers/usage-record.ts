import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { findModel } from '#lib/models/find.ts';
import type { UsageRecordInput } from '#lib/usage/record.ts';
import type { Call } from '../core/context.ts';
import type { Order } from '../core/prepare.ts';
import type { FinishReason } from '../dialects/chat/answer/completion.ts';
import type { ChatRequest } from '../dialects/chat/schema/request.ts';
import { listAdjustments } from '../messages/adjustment.ts';
import type { AnyStopReason, Usage } from '../messages/response.ts';

/** How an order ended, as far as its bill and its receipt are concerned. */
export interface Result {
  outcome: UsageRecordInput['outcome'];
  statusCode: number;
  errorCode: string | null;
  tokens: BilledTokens;
  reasoningTokens: number;
  /** Tokens were counted by us, because upstream's count never came. */
  isEstimated: boolean;
  reported: Usage | null;
  /** What upstream reported of an answer that was replaced: it was not delivered, and is not billed. */
  discarded: Usage | null;
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
  discarded: null,
  upstreamId: null,
  stopReason: null,
  finishReason: null,
  attempts: 0,
  firstTokenMs: null,
} satisfies Partial<Result>;

interface Refused {
  call: Call;
  principal: Principal;
  /** Absent when the body could not be read. */
  chat: ChatRequest | undefined;
}

/** The row of a request that was refused before anything was held. */
export function toRefusalRecord({ call, principal, chat }: Refused, error: unknown): UsageRecordInput {
  const { status, code } = error instanceof AppError ? error : new AppError('internal', '');
  const { tokens: _, reported: upstreamUsage, discarded: discardedUsage, ...nothing } = NOTHING_USED;
  // A name that is in no catalog is the customer's own words, and those are not kept.
  const model = findModel(chat?.model ?? '');
  return {
    ...nothing,
    upstreamUsage,
    discardedUsage,
    ...toColumns(NO_TOKENS),
    outcome: 'failed',
    statusCode: status,
    errorCode: code,
    requestId: call.requestId,
    accountId: principal.accountId,
    keyId: principal.keyId,
    mode: principal.mode,
    requestedModel: model && chat ? chat.model : '',
    model: model?.id ?? '',
    isStreamed: chat?.stream === true,
    priceId: null,
    remainderPico: 0,
    endUser: chat?.user ?? null,
    metadata: chat?.metadata ?? null,
    adjustments: [],
    durationMs: call.elapsedMs(),
    createdAt: call.startedAt,
  };
}

const toColumns = ({ input, cacheWrite5m, cacheWrite1h, cacheRead, output }: BilledTokens) => ({
  inputTokens: input,
  cacheWrite5mTokens: cacheWrite5m,
  cacheWrite1hTokens: cacheWrite1h,
  cacheReadTokens: cacheRead,
  outputTokens: output,
});

/** The request's row. Prompts and answers are not in it. */
export function toUsageRecord(order: Order, result: Result, remainderPico = 0): UsageRecordInput {
  const { call, principal, chat, model, translated } = order;
  const { tokens, reported, discarded, ...rest } = result;
  return {
    ...rest,
    requestId: call.requestId,
    accountId: principal.accountId,
    keyId: principal.keyId,
    mode: principal.mode,
    requestedModel: chat.model,
    model: model.id,
    isStreamed: chat.stream === true,
    ...toColumns(tokens),
    upstreamUsage: reported,
    discardedUsage: discarded,
    priceId: order.priceId,
    remainderPico,
    endUser: chat.user ?? null,
    metadata: chat.metadata ?? null,
    adjustments: listAdjustments(translated.adjustments),
    durationMs: call.elapsedMs(),
    createdAt: call.startedAt,
  };
}
