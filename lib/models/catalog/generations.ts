import { findUsd, type PicoUsd, picoUsd } from '#lib/billing/money.ts';
import type { Abilities, Rates } from '../model.ts';

/** Abilities shared by the models of a generation. A model states only its differences. */

export const CLAUDE_3_5: Abilities = {
  vision: true,
  pdf: true,
  sampling: 'both',
  topK: true,
  thinking: 'none',
  efforts: [],
  structuredOutputs: false,
  forcedToolChoice: 'yes',
  prefill: true,
  midConversationSystem: false,
  minCacheTokens: 1_024,
  lettersPerToken: 5,
};

export const CLAUDE_4: Abilities = { ...CLAUDE_3_5, thinking: 'manual', forcedToolChoice: 'not-with-thinking' };

export const CLAUDE_4_5: Abilities = { ...CLAUDE_4, sampling: 'either', structuredOutputs: true };

export const CLAUDE_4_6: Abilities = {
  ...CLAUDE_4_5,
  thinking: 'adaptive',
  efforts: ['low', 'medium', 'high', 'max'],
  forcedToolChoice: 'yes', // upstream objects only beside manual thinking, which this generation no longer needs
  prefill: false,
};

export const CLAUDE_4_7: Abilities = {
  ...CLAUDE_4_6,
  sampling: 'none',
  topK: false,
  efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
  lettersPerToken: 4,
};

export const CLAUDE_5: Abilities = { ...CLAUDE_4_7, thinking: 'adaptive-default' };

/** Role `system` between messages is unconfirmed for this generation; hoisting it is legal everywhere. */
export const CLAUDE_5_5: Abilities = { ...CLAUDE_5, thinking: 'always', forcedToolChoice: 'no' };

interface ListPrice {
  inputUsd: string;
  outputUsd: string;
  /** Set where the price differs from a tenth of the input price. */
  cacheReadUsd?: string;
}

/** Five exact rates from list prices in USD per million tokens. @throws for a price that pico-USD cannot hold */
export function rates({ inputUsd, outputUsd, cacheReadUsd }: ListPrice): Rates {
  const input = perToken(inputUsd);
  return {
    input,
    output: perToken(outputUsd),
    cacheWrite5m: share(input, 125n),
    cacheWrite1h: share(input, 200n),
    cacheRead: cacheReadUsd === undefined ? share(input, 10n) : perToken(cacheReadUsd),
  };
}

function perToken(usdPerMillion: string): PicoUsd {
  const nano = findUsd(usdPerMillion);
  if (nano === null) throw new Error(`Not a price: ${usdPerMillion}`);
  return picoUsd(exactly(nano, 1_000n));
}

const share = (rate: PicoUsd, percent: bigint): PicoUsd => picoUsd(exactly(rate * percent, 100n));

function exactly(dividend: bigint, divisor: bigint): bigint {
  if (dividend % divisor !== 0n) throw new Error(`${dividend}/${divisor} is not a whole number of pico-USD`);
  return dividend / divisor;
}
