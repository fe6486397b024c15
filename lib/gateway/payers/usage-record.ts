import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import { AppError } from '#lib/errors.ts';
import { findModel } from '#lib/models/find.ts';
import type { UsageRecordInput } from '#lib/usage/record.ts';
import { NOTHING_USED, type Outcome } from '../core/outcome.ts';
import type { Refused } from '../core/payer.ts';
import type { PreparedRequest } from '../core/prepare.ts';
import { listAdjustments } from '../messages/adjustment.ts';

/** The row of a request that was refused before anything was held. */
export function toRefusalRecord({ context, principal, request }: Refused, error: unknown): UsageRecordInput {
  const { status, code } = error instanceof AppError ? error : new AppError('internal', '');
  const { tokens: _, provider: __, reported: upstreamUsage, discarded: discardedUsage, ...nothing } = NOTHING_USED;
  // A name outside the catalog is the customer's own text, which is not kept.
  const model = findModel(request?.model ?? '');
  return {
    ...nothing,
    upstreamUsage,
    discardedUsage,
    ...toColumns(NO_TOKENS),
    outcome: 'failed',
    statusCode: status,
    errorCode: code,
    requestId: context.requestId,
    accountId: principal.accountId,
    keyId: principal.keyId,
    mode: principal.mode,
    requestedModel: model && request ? request.model : '',
    model: model?.id ?? '',
    isStreamed: request?.isStreamed === true,
    priceId: null,
    remainderPico: 0,
    endUser: request?.endUser ?? null,
    metadata: request?.metadata ?? null,
    adjustments: [],
    tags: context.tags,
    sessionId: context.session,
    durationMs: context.elapsedMs(),
    createdAt: context.startedAt,
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
export function toUsageRecord(prepared: PreparedRequest, outcome: Outcome, remainderPico = 0): UsageRecordInput {
  const { context, principal, request, model, translated } = prepared;
  const { tokens, reported, discarded, provider, ...rest } = outcome;
  return {
    ...rest,
    requestId: context.requestId,
    accountId: principal.accountId,
    keyId: principal.keyId,
    mode: principal.mode,
    requestedModel: request.model,
    model: model.id,
    isStreamed: request.isStreamed,
    ...toColumns(tokens),
    upstreamUsage: reported,
    discardedUsage: discarded,
    ...(provider && { provider }),
    priceId: prepared.priceId,
    remainderPico,
    endUser: request.endUser,
    metadata: request.metadata,
    adjustments: listAdjustments(translated.adjustments),
    tags: context.tags,
    sessionId: context.session,
    durationMs: context.elapsedMs(),
    createdAt: context.startedAt,
  };
}
