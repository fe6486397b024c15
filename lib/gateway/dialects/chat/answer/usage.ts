import type { NanoUsd } from '#lib/billing/money.ts';
import type { BilledTokens } from '#lib/billing/tokens.ts';
import type { Usage } from '#lib/gateway/messages/response.ts';
import type { CompletionUsage } from './completion.ts';

/**
 * The five buckets of a report. They sum to what was reported: `input_tokens` excludes the cache already, and cache
 * writes without a split by lifetime count as 5-minute ones.
 */
export function toBilledTokens(usage: Usage): BilledTokens {
  const split = usage.cache_creation;
  const oneHour = split?.ephemeral_1h_input_tokens ?? 0;
  const written = usage.cache_creation_input_tokens ?? oneHour + (split?.ephemeral_5m_input_tokens ?? 0);
  const cacheWrite1h = Math.min(oneHour, written);
  return {
    input: usage.input_tokens ?? 0,
    cacheWrite5m: written - cacheWrite1h,
    cacheWrite1h,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    output: usage.output_tokens ?? 0,
  };
}

/** How many of the output tokens were thinking, as far as upstream says. */
export const toReasoningTokens = (usage: Usage): number => usage.output_tokens_details?.thinking_tokens ?? 0;

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
