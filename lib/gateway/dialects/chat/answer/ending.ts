import type { NanoUsd } from '#lib/billing/money.ts';
import type { AnyStopReason, MessagesResponse } from '#lib/gateway/messages/response.ts';
import { toBilledTokens, toReasoningTokens, type Usage } from '#lib/gateway/messages/usage.ts';
import type { CompletionUsage, FinishReason } from './completion.ts';

/** Facts about the answer's content that can overrule upstream's stop reason. */
export interface ContentSummary {
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
 * Maps upstream's stop reason to OpenAI's. Clients run tools only on `tool_calls` and fail on it when there are none,
 * so the calls decide between it and `stop`. A cut or a refusal is reported even with calls.
 */
export function toFinishReason(reason: AnyStopReason | null, summary: ContentSummary): FinishReason {
  const finish = FINISH_REASON[reason ?? 'end_turn'];
  if (finish === 'content_filter') return finish;
  if (finish === 'length' && !summary.isCutAtStop) return finish;
  if (!summary.hasCalls) return 'stop';
  return summary.usesLegacyFunctions ? 'function_call' : 'tool_calls';
}

/** Upstream's own stop reason, for the extension `native_finish_reason`. */
export function toNativeReason(reason: AnyStopReason | null, { isCutAtStop }: ContentSummary): string | null {
  return isCutAtStop && reason !== 'refusal' ? 'stop_sequence' : reason;
}

const UNEXPLAINED = 'The model declined to answer this request.';

/** The text of `message.refusal`: upstream's explanation or a plain sentence; null unless the answer was refused. */
export function toRefusal({ stop_reason, stop_details }: Pick<MessagesResponse, 'stop_reason' | 'stop_details'>) {
  if (stop_reason !== 'refusal') return null;
  return stop_details?.explanation?.trim() || UNEXPLAINED;
}

/** Usage in OpenAI's words: prompt tokens include the cache. `cost` is left out when it is not known. */
export function toCompletionUsage(usage: Usage, cost?: NanoUsd): CompletionUsage {
  const tokens = toBilledTokens(usage);
  const written = tokens.cacheWrite5m + tokens.cacheWrite1h;
  const prompt = tokens.input + written + tokens.cacheRead;
  return {
    prompt_tokens: prompt,
    completion_tokens: tokens.output,
    total_tokens: prompt + tokens.output,
    prompt_tokens_details: { cached_tokens: tokens.cacheRead, cache_write_tokens: written, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: toReasoningTokens(usage),
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
    ...(cost === undefined ? {} : { cost }),
  };
}

const SERVICE_TIERS: Readonly<Record<string, string>> = { standard: 'default', priority: 'priority' };

export const toServiceTier = (usage: Usage): string | null => SERVICE_TIERS[usage.service_tier ?? ''] ?? null;
