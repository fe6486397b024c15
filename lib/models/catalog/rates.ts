import { findUsd, type PicoUsd, picoUsd } from '#lib/billing/money.ts';
import type { Rates } from '../model.ts';

interface ListPrice {
  inputUsd: string;
  outputUsd: string;
  /** Where upstream departs from a tenth of the input price. */
  cacheReadUsd?: string;
}

/** Five exact rates from list prices in USD per million tokens. A price that pico-USD cannot hold is a mistake and throws. */
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
