import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Price } from '#lib/db/generated/client.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import type { Model } from '#lib/models/model.ts';
import { announcedPrices, pricedAt } from '#lib/models/price-change.ts';
import { picoUsd } from './money.ts';
import { priceId } from './price-id.ts';
import { type PublicPrice, toPublicRates } from './price-list.ts';

/** All prices ever used, and the announced ones, with their dates: receipts refer to them permanently. */
export async function readPriceHistory(now: Date): Promise<PublicPrice[]> {
  const [prices, changes] = await Promise.all([db.price.findMany(), db.priceChange.findMany()]);
  const changedAt = new Map(changes.map((change) => [change.priceId, change.validFrom]));
  const dated = prices.map((price) => ({ ...price, validFrom: changedAt.get(price.id) ?? price.createdAt }));
  return toHistory(dated, { models: CATALOG, now });
}

type DatedPrice = Omit<Price, 'createdAt'> & { validFrom: Date };

/** The prices with their validity dates, oldest first, without announced prices that were withdrawn. */
export function toHistory(
  prices: readonly DatedPrice[],
  { models, now }: { models: readonly Model[]; now: Date },
): PublicPrice[] {
  const current = new Set(models.map((model) => priceId(pricedAt(model, now))));
  const announced = new Map(announcedPrices(now, models).map(({ next, validFrom }) => [priceId(next), validFrom]));
  const shown = prices
    .filter(({ id, validFrom }) => validFrom <= now || announced.has(id) || current.has(id))
    .sort((a, b) => a.validFrom.getTime() - b.validFrom.getTime() || (a.id < b.id ? -1 : 1));
  return shown.map((price, index) => {
    // A current price may also have been valid before another one, so only an announced price ends it.
    const isNext = ({ id, model }: DatedPrice) =>
      model === price.model && (!current.has(price.id) || announced.has(id));
    const next = shown.slice(index + 1).find(isNext);
    const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } = price;
    return {
      ...{ id: price.id, model: price.model, valid_from: price.validFrom.toISOString() },
      valid_to: next?.validFrom.toISOString() ?? null,
      ...toPublicRates({
        input: picoUsd(input),
        output: picoUsd(output),
        cacheRead: picoUsd(cacheRead),
        cacheWrite5m: picoUsd(cacheWrite5m),
        cacheWrite1h: picoUsd(cacheWrite1h),
      }),
    };
  });
}
