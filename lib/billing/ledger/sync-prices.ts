import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { Model } from '#lib/models/model.ts';
import { priceId } from '../price-id.ts';

type Priced = Pick<Model, 'id' | 'rates'>;

const RATES = 'input, output, cache_write_5m, cache_write_1h, cache_read';

const addPrices = statement(
  'billing_add_prices',
  `INSERT INTO price (id, model, ${RATES})
   SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
   ON CONFLICT (id) DO NOTHING`,
);

const findDifferent = statement<{ id: string }>(
  'billing_different_prices',
  `SELECT id FROM price
   JOIN unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
     AS wanted (id, model, ${RATES}) USING (id)
   WHERE (price.model, price.input, price.output, price.cache_write_5m, price.cache_write_1h, price.cache_read)
     IS DISTINCT FROM
     (wanted.model, wanted.input, wanted.output, wanted.cache_write_5m, wanted.cache_write_1h, wanted.cache_read)`,
);

/**
 * Makes sure that every price we sell at is on record, so that receipts can name it.
 * @throws when a price on record has other rates: receipts have been written by it, so it must not mean anything else
 */
export async function syncPrices(models: readonly Priced[], database: Database = pool()): Promise<void> {
  const values = toColumns(models);
  await addPrices(database, values);
  const different = await findDifferent(database, values);
  if (different.length === 0) return;
  const ids = different.map(({ id }) => id).join(', ');
  throw new Error(`The database knows other rates under these price ids: ${ids}`);
}

const toColumns = (models: readonly Priced[]): unknown[] => [
  models.map(priceId),
  models.map(({ id }) => id),
  models.map(({ rates }) => rates.input),
  models.map(({ rates }) => rates.output),
  models.map(({ rates }) => rates.cacheWrite5m),
  models.map(({ rates }) => rates.cacheWrite1h),
  models.map(({ rates }) => rates.cacheRead),
];
