import type { Bucket } from '#lib/billing/pricing.ts';
import { formatDay, formatExactCount, formatRate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { toApiId } from '#lib/models/find.ts';
import type { Model, Tier } from '#lib/models/model.ts';
import { PRICE_ORDER } from './tables/prices.ts';

/** A figure as it is shown, and as it is sorted. */
interface Figure {
  text: string;
  order: number;
}

/** A model for the browser's table: texts in one language, and no rule of the catalog. */
export interface ModelRow {
  id: string;
  apiId: string;
  name: string;
  tier: Tier;
  figures: Record<'context' | 'maxOutput' | Bucket, Figure>;
  deprecatedOn: string | null;
  retiresOn: string | null;
  retiresText: string | null;
}

export const modelRows = (locale: Locale): ModelRow[] => CATALOG.map((model) => toRow(model, locale));

function toRow(model: Model, locale: Locale): ModelRow {
  const { deprecatedOn = null, retiresOn = null } = model.lifecycle;
  const count = (tokens: number): Figure => ({ text: formatExactCount(locale, tokens), order: tokens });
  const rates = PRICE_ORDER.map((bucket) => {
    const rate = model.rates[bucket];
    return [bucket, { text: formatRate(locale, rate), order: Number(rate) }];
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
    deprecatedOn,
    retiresOn,
    retiresText: retiresOn && formatDay(locale, new Date(retiresOn)),
  };
}
