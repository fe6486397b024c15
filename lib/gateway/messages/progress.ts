import { type BilledTokens, NO_TOKENS } from '#lib/billing/tokens.ts';
import { EMPTY_ENVELOPE, type Envelope, foldEnvelope } from './envelope.ts';
import type { StreamEvent } from './events.ts';
import { type Counting, withMissingCounts } from './missing-counts.ts';
import { addEvent, NOTHING_PRODUCED, type Produced } from './produced.ts';
import type { AnyStopReason, MessagesResponse, OutputBlock } from './response.ts';
import { toBilledTokens, toReasoningTokens, type Usage } from './usage.ts';

/** Progress of a stream, independent of its translation. The bill can be computed from it at any moment. */
export interface Progress {
  readonly envelope: Envelope;
  readonly produced: Produced;
  /** Whether there was any text, thinking or call. */
  readonly hasOutput: boolean;
}

export const NO_PROGRESS: Progress = { envelope: EMPTY_ENVELOPE, produced: NOTHING_PRODUCED, hasOutput: false };

/**
 * Adds one event.
 * @throws UpstreamError for an `error` event, and `malformed` for an invalid sequence.
 */
export function advance(before: Progress, event: StreamEvent, lettersPerToken: number): Progress {
  if (before.envelope.isComplete) return before;
  const envelope = foldEnvelope(before.envelope, event);
  const produced = addEvent(before.produced, event, lettersPerToken);
  if (envelope === before.envelope && produced === before.produced) return before;
  return { envelope, produced, hasOutput: before.hasOutput || addsOutput(event) };
}

function addsOutput(event: StreamEvent): boolean {
  if (event.type === 'content_block_start') return isOutput(event.content_block);
  return event.type === 'content_block_delta' && event.delta.type === 'text_delta' && event.delta.text.trim() !== '';
}

const isOutput = (block: OutputBlock): boolean =>
  block.type === 'text' ? block.text.trim() !== '' : block.type !== 'unknown';

/** Whether the model refused before any text, thinking or call: such an answer costs nothing. */
export const isRefusedBeforeOutput = (message: MessagesResponse): boolean =>
  message.stop_reason === 'refusal' && !message.content.some(isOutput);

/** Usage of a stream until now, whether it completed, failed, was refused or its customer hung up. */
export interface UsageSoFar {
  tokens: BilledTokens;
  /** Upstream's counts, with estimates for the missing ones; null before it began to answer. */
  usage: Usage | null;
  /** Whether one of the counts is estimated. */
  isEstimated: boolean;
  /** Whether the answer is complete: only then, or when the customer hung up, is it billed. */
  isComplete: boolean;
  /** Whether upstream began to answer: before that nothing was used. */
  hasStarted: boolean;
  /** Whether the model refused before any output: such an answer is complete and costs nothing. */
  isRefusedBeforeOutput: boolean;
  stopReason: AnyStopReason | null;
  reasoningTokens: number;
  reported: Usage | null;
}

export function usageSoFar({ envelope, produced, hasOutput }: Progress, counting: Counting): UsageSoFar {
  const { usage: reported, hasFinalUsage: isFinal, stopReason } = envelope;
  const hasStarted = envelope.id !== null;
  const counted = hasStarted ? withMissingCounts({ usage: reported, isFinal, produced }, counting) : null;
  return {
    tokens: counted ? toBilledTokens(counted.usage) : NO_TOKENS,
    usage: counted?.usage ?? null,
    isEstimated: counted?.isEstimated ?? false,
    isComplete: envelope.isComplete,
    hasStarted,
    isRefusedBeforeOutput: stopReason === 'refusal' && !hasOutput,
    stopReason,
    reasoningTokens: reported ? toReasoningTokens(reported) : 0,
    reported,
  };
}

export const sumOf = (tokens: BilledTokens): number => Object.values(tokens).reduce((sum, count) => sum + count, 0);
