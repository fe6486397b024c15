import { z } from 'zod';
import type { BilledTokens } from '#lib/billing/tokens.ts';

/** A count that upstream may omit, null or (a bug) misspell: any value but a whole number ≥ 0 counts as absent. */
const count = z
  .number()
  .int()
  .nonnegative()
  .max(1_000_000_000)
  .nullish()
  .catch(null)
  .transform((value) => value ?? undefined);

export const usageSchema = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_creation_input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation: z
    .object({ ephemeral_5m_input_tokens: count, ephemeral_1h_input_tokens: count })
    .nullish()
    .catch(null),
  output_tokens_details: z.object({ thinking_tokens: count }).nullish().catch(null),
  service_tier: z.string().nullish().catch(null),
});

/** Tokens that upstream reported. `input_tokens` excludes tokens written to or read from the cache. */
export type Usage = z.infer<typeof usageSchema>;

export const NO_USAGE: Usage = {
  input_tokens: undefined,
  output_tokens: undefined,
  cache_creation_input_tokens: undefined,
  cache_read_input_tokens: undefined,
};

type CacheSplit = NonNullable<Usage['cache_creation']>;

/**
 * Merges a new report. Anthropic's counters are running totals and may be absent or null, so a reported value replaces
 * and never adds, and other values stay: only `message_start` has the cache split.
 */
export function mergeUsage(known: Usage | null, next: Usage | null | undefined): Usage | null {
  if (!known || !next) return next ?? known;
  return {
    input_tokens: next.input_tokens ?? known.input_tokens,
    output_tokens: next.output_tokens ?? known.output_tokens,
    cache_creation_input_tokens: next.cache_creation_input_tokens ?? known.cache_creation_input_tokens,
    cache_read_input_tokens: next.cache_read_input_tokens ?? known.cache_read_input_tokens,
    cache_creation: mergeSplit(known.cache_creation, next.cache_creation),
    output_tokens_details: next.output_tokens_details ?? known.output_tokens_details,
    service_tier: next.service_tier ?? known.service_tier,
  };
}

function mergeSplit(known: CacheSplit | null | undefined, next: CacheSplit | null | undefined) {
  if (!known || !next) return next ?? known;
  return {
    ephemeral_5m_input_tokens: next.ephemeral_5m_input_tokens ?? known.ephemeral_5m_input_tokens,
    ephemeral_1h_input_tokens: next.ephemeral_1h_input_tokens ?? known.ephemeral_1h_input_tokens,
  };
}

/**
 * The five buckets of a report. They sum to the reported total: `input_tokens` excludes the cache already, and cache
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

/** Output tokens that were thinking, as far as upstream reports them. */
export const toReasoningTokens = (usage: Usage): number => usage.output_tokens_details?.thinking_tokens ?? 0;
