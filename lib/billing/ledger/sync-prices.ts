import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { Model } from '#lib/models/model.ts';
import { priceId } from '../price-id.ts';

type Priced = Pick<Model, 'id' | 'rates' | 'priceChange'>;

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

/* A new or moved announcement is mailed to the accounts concerned: the job is added in the same statement. */
const announce = statement(
  'billing_announce_prices',
  `WITH announced AS (
     INSERT INTO price_change AS known (price_id, valid_from)
     SELECT * FROM unnest($1::text[], $2::timestamptz[]) AS wanted (price_id, valid_from) WHERE valid_from > now()
     ON CONFLICT (price_id) DO UPDATE SET valid_from = excluded.valid_from, announced_at = now()
     WHERE known.valid_from <> excluded.valid_from AND known.valid_from > now()
     RETURNING price_id, valid_from
   )
   INSERT INTO job (kind, subject, payload)
   SELECT 'price_change', 'price_change:' || price_id || ':' || valid_from, jsonb_build_object('priceId', price_id) FROM announced
   ON CONFLICT DO NOTHING`,
);

/**
 * Records every price of the catalog, current or announced, so that receipts can refer to it.
 * @throws when a recorded price has other rates: receipts refer to it, so its meaning must not change
 */
export async function syncPrices(models: readonly Priced[], database: Database = pool()): Promise<void> {
  const changes = models.flatMap(({ id, priceChange }) => (priceChange ? [{ id, ...priceChange }] : []));
  const values = toColumns([...models, ...changes]);
  await addPrices(database, values);
  await announce(database, [changes.map(priceId), changes.map(({ validFrom }) => validFrom)]);
  const different = await findDifferent(database, values);
  if (different.length === 0) return;
  const ids = different.map(({ id }) => id).join(', ');
  throw new Error(`The database knows other rates under these price ids: ${ids}`);
}

const toColumns = (models: readonly Pick<Model, 'id' | 'rates'>[]): unknown[] => [
  models.map(priceId),
  models.map(({ id }) => id),
  models.map(({ rates }) => rates.input),
  models.map(({ rates }) => rates.output),
  models.map(({ rates }) => rates.cacheWrite5m),
  models.map(({ rates }) => rates.cacheWrite1h),
  models.map(({ rates }) => rates.cacheRead),
];
