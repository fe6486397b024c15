import { priceId } from '#lib/billing/price-id.ts';
import { BUCKETS, toUsdPerMillion } from '#lib/billing/pricing.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';

const NAMES = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache_read',
  cacheWrite5m: 'cache_write_5m',
  cacheWrite1h: 'cache_write_1h',
} as const satisfies Record<(typeof BUCKETS)[number], string>;

/** `/pricing.json`: decimal text, because a JSON number would not be exact. */
export const priceList = (now: Date) => ({
  currency: 'USD',
  unit: 'per million tokens',
  generated_at: now.toISOString(),
  models: CATALOG.map((model) => toPriced(model, now)),
});

function toPriced(model: Model, now: Date) {
  const { status, deprecatedOn, retiresOn, successor } = lifecycleOf(model, now);
  const next = successor === null ? null : findModel(successor);
  return {
    id: toApiId(model),
    name: model.name,
    price_id: priceId(model),
    rates: Object.fromEntries(BUCKETS.map((bucket) => [NAMES[bucket], toUsdPerMillion(model.rates[bucket])])),
    context_tokens: model.contextTokens,
    max_output_tokens: model.maxOutputTokens,
    min_cache_tokens: model.abilities.minCacheTokens,
    lifecycle: { status, deprecated_on: deprecatedOn, retires_on: retiresOn, successor: next && toApiId(next) },
  };
}
