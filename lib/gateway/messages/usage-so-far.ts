import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import type { StreamState } from '../dialects/chat/answer/stream.ts';
import { toBilledTokens, toReasoningTokens } from '../dialects/chat/answer/usage.ts';
import { withMissingCounts } from './missing-counts.ts';
import type { AnyStopReason, Usage } from './response.ts';

/** What a stream has used until now, whether it completed, failed, was refused or its customer hung up. */
export interface UsageSoFar {
  tokens: BilledTokens;
  /** Upstream's counts, and ours where it gave none yet; null before it began to answer. */
  usage: Usage | null;
  /** Whether one of the counts is ours. */
  isEstimated: boolean;
  /** Whether the answer is complete: only then, or when the customer hung up, is it billed. */
  isComplete: boolean;
  /** Whether upstream began to answer: before that nothing was used. */
  hasStarted: boolean;
  /** Whether the model declined before any output: such an answer is complete and costs nothing. */
  refusedBeforeOutput: boolean;
  stopReason: AnyStopReason | null;
  reasoningTokens: number;
  reported: Usage | null;
}

export function usageSoFar({ envelope, answer, produced, counting }: StreamState): UsageSoFar {
  const { usage: reported, hasFinalUsage: isFinal, isComplete, stopReason } = envelope;
  const hasStarted = envelope.id !== null;
  const counted = hasStarted ? withMissingCounts({ usage: reported, isFinal, produced }, counting) : null;
  return {
    tokens: counted ? toBilledTokens(counted.usage) : NO_TOKENS,
    usage: counted?.usage ?? null,
    isEstimated: counted?.isEstimated ?? false,
    isComplete,
    hasStarted,
    refusedBeforeOutput: stopReason === 'refusal' && !answer.hasOutput,
    stopReason,
    reasoningTokens: reported ? toReasoningTokens(reported) : 0,
    reported,
  };
}
