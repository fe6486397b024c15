import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import type { AnyStopReason, Usage } from '../anthropic/response.ts';
import { estimateTokens } from './estimate.ts';
import type { StreamState } from './stream.ts';
import { toBilledTokens, toReasoningTokens } from './usage.ts';

/** What a stream has used until now, whether it completed, failed, was refused or its customer hung up. */
export interface UsageSoFar {
  /** Upstream's counts; the output is our estimate while `isFinal` is false. */
  tokens: BilledTokens;
  /** Whether the output count is upstream's own. */
  isFinal: boolean;
  /** Whether the answer is complete: only then, or when the customer hung up, is it billed. */
  isComplete: boolean;
  /** Whether upstream began to answer: before that nothing was used. */
  hasStarted: boolean;
  /** Whether the model declined before any output: such an answer is complete and costs nothing. */
  refusedBeforeOutput: boolean;
  stopReason: AnyStopReason | null;
  reasoningTokens: number;
  reported: Usage | null;
  deliveredCharacters: number;
}

export function usageSoFar({ envelope, answer, deliveredCharacters }: StreamState): UsageSoFar {
  const reported = envelope.usage;
  const tokens = reported ? toBilledTokens(reported) : NO_TOKENS;
  const estimate = Math.max(tokens.output, estimateTokens(deliveredCharacters));
  return {
    tokens: envelope.hasFinalUsage ? tokens : { ...tokens, output: estimate },
    isFinal: envelope.hasFinalUsage,
    isComplete: envelope.isComplete,
    hasStarted: envelope.id !== null,
    refusedBeforeOutput: envelope.stopReason === 'refusal' && !answer.hasOutput,
    stopReason: envelope.stopReason,
    reasoningTokens: reported ? toReasoningTokens(reported) : 0,
    reported,
    deliveredCharacters,
  };
}
