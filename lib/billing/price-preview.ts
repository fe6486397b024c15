import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { AppError } from '#lib/errors.ts';
import type { Model, Rates } from '#lib/models/model.ts';
import { type AnnouncedPrice, announcedPrices } from '#lib/models/price-change.ts';
import { type NanoUsd, nanoUsd, PICO_PER_NANO } from './money.ts';
import { costOf } from './pricing.ts';
import type { BilledTokens } from './tokens.ts';

/** The cost of an account's requests of the last 30 days, and their cost at another price. */
export interface PricePreview {
  accountId: string;
  requests: number;
  cost: NanoUsd;
  nextCost: NanoUsd;
}

type Sums = Record<keyof BilledTokens | 'requests' | 'cost' | 'capped', bigint> & { accountId: string };

/* A request above its hold was charged the held amount at either price, so it counts the same on both sides. */
const sumUsage = (condition: string) =>
  `SELECT account_id AS "accountId", count(*) AS requests, sum(cost)::bigint AS cost,
     coalesce(sum(cost) FILTER (WHERE absorbed > 0), 0)::bigint AS capped,
     ${(
       [
         ['input_tokens', 'input'],
         ['cache_write_5m_tokens', 'cacheWrite5m'],
         ['cache_write_1h_tokens', 'cacheWrite1h'],
         ['cache_read_tokens', 'cacheRead'],
         ['output_tokens', 'output'],
       ] as const
     )
       .map(([column, name]) => `coalesce(sum(${column}) FILTER (WHERE absorbed = 0), 0)::bigint AS "${name}"`)
       .join(', ')}
   FROM usage_record
   WHERE model = $1 AND settled_at > $2::timestamptz - interval '30 days' AND settled_at <= $2 AND cost > 0 ${condition}
   GROUP BY account_id ORDER BY cost DESC, account_id`;

const sumOfAll = statement<Sums>('billing_preview_prices', sumUsage(''));
const sumOfOne = statement<Sums>('billing_preview_price', sumUsage('AND account_id = $3'));

interface Wish {
  model: Pick<Model, 'id'>;
  rates: Rates;
  now: Date;
  /** By default every account that used the model, the largest first. */
  accountId?: string;
}

/** @throws invalid_value for rates at which the sum of the requests' costs differs from the cost of their sum */
export async function previewPrice(
  { model, rates, now, accountId }: Wish,
  database: Database = pool(),
): Promise<PricePreview[]> {
  if (Object.values(rates).some((rate) => rate % PICO_PER_NANO !== 0n))
    throw new AppError(
      'invalid_value',
      'Each rate has to be whole nano-dollars per token: 0.001 USD per million tokens.',
    );
  const values = [model.id, now];
  const sums = await (accountId ? sumOfOne(database, [...values, accountId]) : sumOfAll(database, values));
  return sums.map(({ accountId: payer, requests, cost, capped, ...tokens }) => ({
    ...{ accountId: payer, requests: Number(requests), cost: nanoUsd(cost) },
    nextCost: nanoUsd(capped + costOf(toTokens(tokens), rates).cost),
  }));
}

const toTokens = (sums: Record<keyof BilledTokens, bigint>): BilledTokens => ({
  input: Number(sums.input),
  cacheWrite5m: Number(sums.cacheWrite5m),
  cacheWrite1h: Number(sums.cacheWrite1h),
  cacheRead: Number(sums.cacheRead),
  output: Number(sums.output),
});

export interface AnnouncedPreview extends AnnouncedPrice, PricePreview {}

/** The effect of announced prices on an account, for each model it has used. */
export async function previewAnnounced(
  accountId: string,
  now: Date,
  announced: readonly AnnouncedPrice[] = announcedPrices(now),
): Promise<AnnouncedPreview[]> {
  const previews = await Promise.all(
    announced.map(async (price) => {
      const found = await previewPrice({ model: price.model, rates: price.next.rates, now, accountId });
      return found.map((preview) => ({ ...price, ...preview }));
    }),
  );
  return previews.flat();
}
