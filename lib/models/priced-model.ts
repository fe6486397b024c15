import { toApiId } from './find.ts';
import type { Model, Rates, Tier } from './model.ts';

/** A model as the calculator needs it: data that may travel to a browser. */
export interface PricedModel {
  id: string;
  apiId: string;
  name: string;
  tier: Tier;
  rates: Rates;
  contextTokens: number;
  maxOutputTokens: number;
  minCacheTokens: number;
  deprecatedOn: string | null;
  retiresOn: string | null;
}

export const toPricedModel = (model: Model): PricedModel => ({
  id: model.id,
  apiId: toApiId(model),
  name: model.name,
  tier: model.tier,
  rates: model.rates,
  contextTokens: model.contextTokens,
  maxOutputTokens: model.maxOutputTokens,
  minCacheTokens: model.abilities.minCacheTokens,
  deprecatedOn: model.lifecycle.deprecatedOn ?? null,
  retiresOn: model.lifecycle.retiresOn ?? null,
});
