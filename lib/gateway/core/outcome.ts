import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import { AppError } from '#lib/errors.ts';
import type { UsageRecordInput } from '#lib/usage/record.ts';
import type { AnyStopReason } from '../messages/response.ts';
import type { Usage } from '../messages/usage.ts';

/** The end of a request, with the facts for its bill and its receipt. */
export interface Outcome {
  outcome: UsageRecordInput['outcome'];
  statusCode: number;
  errorCode: string | null;
  tokens: BilledTokens;
  reasoningTokens: number;
  /** Tokens were counted by us, because upstream's count never came. */
  isEstimated: boolean;
  reported: Usage | null;
  /** Usage that upstream reported for a replaced answer, which was not delivered and is not billed. */
  discarded: Usage | null;
  upstreamId: string | null;
  stopReason: AnyStopReason | null;
  finishReason: string | null;
  /** Upstream calls made. */
  attempts: number;
  firstTokenMs: number | null;
  /** The provider that answered, or was asked last. */
  provider: string | null;
}

/** Fields of an outcome without an answer from upstream. */
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
  provider: null,
} satisfies Partial<Outcome>;

/** A request that ended without an answer, and costs nothing. */
export function failed(error: unknown, known: Partial<Outcome> = {}): Outcome {
  const { status, code } = error instanceof AppError ? error : new AppError('internal', '');
  return { ...NOTHING_USED, ...known, outcome: 'failed', statusCode: status, errorCode: code };
}

/** Logged when the customer hung up before there was anything to charge; no client receives this status. */
const CLIENT_CLOSED_REQUEST = 499;

/** A customer who left before anything was produced for them. */
export const abandoned = (known: Partial<Outcome> = {}): Outcome => ({
  ...NOTHING_USED,
  ...known,
  outcome: 'client_aborted',
  statusCode: CLIENT_CLOSED_REQUEST,
  errorCode: 'client_closed',
});
