import { z } from 'zod';
import type { Rates } from '#lib/models/model.ts';
import { findUsd, nanoUsd, PICO_PER_NANO, picoUsd } from './money.ts';
import { BUCKETS, type Bucket, toUsdPerMillion } from './pricing.ts';

/** The public names of the five rates. */
export const RATE_NAMES = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache_read',
  cacheWrite5m: 'cache_write_5m',
  cacheWrite1h: 'cache_write_1h',
} as const satisfies Record<Bucket, string>;

export type PublicRates = Record<(typeof RATE_NAMES)[Bucket], string>;

/** Decimal USD per million tokens, because a JSON number is not exact. */
export const toPublicRates = (rates: Rates): PublicRates =>
  Object.fromEntries(BUCKETS.map((bucket) => [RATE_NAMES[bucket], toUsdPerMillion(rates[bucket])])) as PublicRates;

export interface PublicPrice extends PublicRates {
  id: string;
  model: string;
  valid_from: string;
  /** Null while it is valid. */
  valid_to: string | null;
}

const rate = z.string().transform((text, context) => {
  const perMillion = findUsd(text);
  if (perMillion !== null && perMillion >= 0n && perMillion % PICO_PER_NANO === 0n)
    return picoUsd(nanoUsd(perMillion) / PICO_PER_NANO);
  context.addIssue({ code: 'custom', message: 'This is no rate.' });
  return z.NEVER;
});

const file = z.object({
  prices: z.array(
    z.object({
      id: z.string(),
      input: rate,
      output: rate,
      cache_read: rate,
      cache_write_5m: rate,
      cache_write_1h: rate,
    }),
  ),
});

/** Parses `/pricing.json`: the rates of every price by its id. @throws when it is not a price list */
export function readPriceList(json: unknown): ReadonlyMap<string, Rates> {
  const { prices } = file.parse(json);
  return new Map(
    prices.map(({ id, input, output, cache_read: cacheRead, cache_write_5m, cache_write_1h }) => [
      id,
      { input, output, cacheRead, cacheWrite5m: cache_write_5m, cacheWrite1h: cache_write_1h },
    ]),
  );
}
