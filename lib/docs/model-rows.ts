import type { Bucket } from '#lib/billing/pricing.ts';
import { formatCount, formatDay, formatExactCount, formatRate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { findModel, toApiId } from '#lib/models/find.ts';
import { type Ability, abilitiesOf, type Model, type Tier } from '#lib/models/model.ts';
import { supportedParameters } from '#lib/models/parameters.ts';
import { PRICE_ORDER } from './tables/prices.ts';

/** A number as shown, in full, and as a sort key. */
interface Figure {
  text: string;
  exact: string;
  order: number;
}

/** A row of the model table in the browser: texts in one language, without the catalog's rules. */
export interface ModelRow {
  id: string;
  apiId: string;
  name: string;
  tier: Tier;
  figures: Record<'context' | 'maxOutput' | Bucket, Figure>;
  abilities: readonly Ability[];
  parameters: readonly string[];
  deprecatedOn: string | null;
  retiresOn: string | null;
  retiresText: string | null;
  successor: { id: string; name: string } | null;
}

export const modelRows = (locale: Locale): ModelRow[] => CATALOG.map((model) => toModelRow(model, locale));

export function toModelRow(model: Model, locale: Locale): ModelRow {
  const { deprecatedOn = null, retiresOn = null, successor } = model.lifecycle;
  const next = successor === undefined ? null : findModel(successor);
  const count = (tokens: number): Figure => ({
    text: formatCount(locale, tokens),
    exact: formatExactCount(locale, tokens),
    order: tokens,
  });
  const rates = PRICE_ORDER.map((bucket) => {
    const rate = model.rates[bucket];
    const text = formatRate(locale, rate);
    return [bucket, { text, exact: text, order: Number(rate) }];
  });
  return {
    id: model.id,
    apiId: toApiId(model),
    name: model.name,
    tier: model.tier,
    figures: {
      context: count(model.contextTokens),
      maxOutput: count(model.maxOutputTokens),
      ...(Object.fromEntries(rates) as Record<Bucket, Figure>),
    },
    abilities: abilitiesOf(model),
    parameters: supportedParameters(model),
    deprecatedOn,
    retiresOn,
    retiresText: retiresOn && formatDay(locale, new Date(retiresOn)),
    successor: next && { id: next.id, name: next.name },
  };
}
