import type { Usage } from './response.ts';

export const NO_USAGE: Usage = {
  input_tokens: undefined,
  output_tokens: undefined,
  cache_creation_input_tokens: undefined,
  cache_read_input_tokens: undefined,
};

type CacheSplit = NonNullable<Usage['cache_creation']>;

/**
 * The usage known after `next` was reported. Anthropic's counters are running totals and may be absent or null, so a
 * reported value replaces and never adds, and what was not reported again stays: only `message_start` has the cache split.
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
