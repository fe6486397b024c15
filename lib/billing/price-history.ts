import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Price } from '#lib/db/generated/client.ts';
import { picoUsd } from './money.ts';
import { type PublicPrice, toPublicRates } from './price-list.ts';

/** Every price there was, oldest first: receipts name them for good. */
export const listPrices = (): Promise<Price[]> => db.price.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

/** The prices with the dates between which they applied. @param currentIds of what is sold now */
export function toHistory(prices: readonly Price[], currentIds: ReadonlySet<string>): PublicPrice[] {
  return prices.map((price, index) => {
    const next = prices.slice(index + 1).find(({ model }) => model === price.model);
    const until = currentIds.has(price.id) ? null : (next?.createdAt.toISOString() ?? null);
    const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } = price;
    return {
      ...{ id: price.id, model: price.model, valid_from: price.createdAt.toISOString(), valid_to: until },
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
