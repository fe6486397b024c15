import type { UsageRecordInput } from '#lib/usage/record.ts';

/** The error code of a request whose process died: its success was never reported, so it is not charged. */
export const ORPHANED = 'orphaned';

export interface OpenHold {
  request_id: string;
  account_id: string;
  key_id: string;
  price_id: string;
  tags: string[];
  session_id: string | null;
  created_at: Date;
}

/** The usage record of a request whose hold alone is left. */
export function toOrphanUsage(hold: OpenHold, now: Date): UsageRecordInput {
  const model = hold.price_id.split('@')[0] ?? hold.price_id;
  return {
    ...NOTHING_KNOWN,
    requestId: hold.request_id,
    accountId: hold.account_id,
    keyId: hold.key_id,
    requestedModel: model,
    model,
    priceId: hold.price_id,
    tags: hold.tags,
    sessionId: hold.session_id,
    durationMs: Math.max(0, Math.min(now.getTime() - hold.created_at.getTime(), 2 ** 31 - 1)),
    createdAt: hold.created_at,
  };
}

const NOTHING_KNOWN = {
  mode: 'live',
  upstreamId: null,
  outcome: 'failed',
  statusCode: 500,
  errorCode: ORPHANED,
  finishReason: null,
  stopReason: null,
  isStreamed: false,
  isEstimated: false,
  inputTokens: 0,
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
  cacheReadTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  upstreamUsage: null,
  discardedUsage: null,
  remainderPico: 0,
  endUser: null,
  metadata: null,
  adjustments: [],
  attempts: 0,
  firstTokenMs: null,
} satisfies Partial<UsageRecordInput>;
