import { priceId } from '#lib/billing/price-id.ts';
import { type PublicPrice, toPublicRates } from '#lib/billing/price-list.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';

/** `/pricing.json`: decimal text, because a JSON number would not be exact. `prices` has what applied before, too. */
export const priceList = (now: Date, prices: readonly PublicPrice[]) => ({
  object: 'price_list',
  currency: 'USD',
  unit: 'per million tokens',
  generated_at: now.toISOString(),
  models: CATALOG.map((model) => toPriced(model, now)),
  prices,
});

function toPriced(model: Model, now: Date) {
  const { status, deprecatedOn, retiresOn, successor } = lifecycleOf(model, now);
  const next = successor === null ? null : findModel(successor);
  return {
    id: toApiId(model),
    name: model.name,
    price_id: priceId(model),
    rates: toPublicRates(model.rates),
    context_tokens: model.contextTokens,
    max_output_tokens: model.maxOutputTokens,
    min_cache_tokens: model.abilities.minCacheTokens,
    lifecycle: { status, deprecated_on: deprecatedOn, retires_on: retiresOn, successor: next && toApiId(next) },
  };
}
