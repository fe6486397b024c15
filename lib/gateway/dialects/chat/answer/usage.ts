import type { NanoUsd } from '#lib/billing/money.ts';
import { toBilledTokens, toReasoningTokens, type Usage } from '#lib/gateway/messages/usage.ts';
import type { CompletionUsage } from './completion.ts';

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
