import type { SandboxAnswer } from './answer.ts';
import type { CacheCounts } from './cache.ts';
import type { Scenario } from './scenario.ts';

interface Metered {
  promptTokens: number;
  cache: CacheCounts;
  answer: SandboxAnswer;
  /** Fields that a directive replaces. */
  override: Scenario['usage'];
}

function inputSide({ promptTokens, cache }: Metered) {
  const written = cache.write5m + cache.write1h;
  return {
    input_tokens: promptTokens - cache.read - written,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cache.read,
  };
}

function lasting({ cache }: Metered, output_tokens: number) {
  return {
    cache_creation: { ephemeral_5m_input_tokens: cache.write5m, ephemeral_1h_input_tokens: cache.write1h },
    output_tokens,
    service_tier: 'standard',
    inference_geo: 'not_available',
  };
}

const details = ({ answer }: Metered) => ({ output_tokens_details: { thinking_tokens: answer.thinkingTokens } });

/** The usage of a whole answer. */
export const wholeUsage = (metered: Metered): Record<string, unknown> => ({
  ...inputSide(metered),
  ...lasting(metered, metered.answer.outputTokens),
  ...details(metered),
  ...metered.override,
});

/** The usage in `message_start`, where at most one output token is counted. */
export const startUsage = (metered: Metered): Record<string, unknown> => ({
  ...inputSide(metered),
  ...lasting(metered, Math.min(1, metered.answer.outputTokens)),
  ...metered.override,
});

/** The running totals in `message_delta`; the split by lifetime is not repeated there. */
export const deltaUsage = (metered: Metered): Record<string, unknown> => ({
  ...inputSide(metered),
  output_tokens: metered.answer.outputTokens,
  ...details(metered),
  ...metered.override,
});

export type { Metered };
