import type { AnyStopReason } from '#lib/gateway/messages/response.ts';
import type { FinishReason } from './completion.ts';

/** What the answer turned out to hold: it can overrule upstream's reason. */
export interface Outcome {
  /** Tool calls the customer sees; our hidden JSON tool is not one. */
  hasCalls: boolean;
  usesLegacyFunctions: boolean;
  /** Whether we ended the text at a stop string that upstream does not know. */
  isCutAtStop: boolean;
}

const FINISH_REASON = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
  unknown: 'stop',
} as const satisfies Record<AnyStopReason, FinishReason>;

/**
 * OpenAI's word for why the answer ended. Clients run tools only on `tool_calls` and fail on it when there are none, so
 * the calls decide between it and `stop`. A cut or a refusal is said even if calls are there.
 */
export function toFinishReason(reason: AnyStopReason | null, outcome: Outcome): FinishReason {
  const finish = FINISH_REASON[reason ?? 'end_turn'];
  if (finish === 'content_filter') return finish;
  if (finish === 'length' && !outcome.isCutAtStop) return finish;
  if (!outcome.hasCalls) return 'stop';
  return outcome.usesLegacyFunctions ? 'function_call' : 'tool_calls';
}

/** Upstream's own word, for the extension `native_finish_reason`. */
export function toNativeReason(reason: AnyStopReason | null, { isCutAtStop }: Outcome): string | null {
  return isCutAtStop && reason !== 'refusal' ? 'stop_sequence' : reason;
}
