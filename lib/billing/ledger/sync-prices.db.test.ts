import { afterAll, expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { picoUsd } from '../money.ts';
import { priceId } from '../price-id.ts';
import { syncPrices } from './sync-prices.ts';
import { openBooks } from './testing/books.ts';

const books = await openBooks();
afterAll(books.close);

it('puts every price of the catalog on record, once', async () => {
  await Promise.all([syncPrices(CATALOG, books.pool), syncPrices(CATALOG, books.pool)]);
  const { rows } = await books.pool.query('SELECT id, input FROM price');
  expect(rows).toHaveLength(CATALOG.length + 1);
  for (const model of CATALOG) expect(rows).toContainEqual({ id: priceId(model), input: model.rates.input });
});

it('keeps old prices beside new ones', async () => {
  const [model] = CATALOG;
  if (!model) throw new Error('The catalog is empty.');
  const dearer = { id: model.id, rates: { ...model.rates, output: picoUsd(1n) } };
  await syncPrices([dearer], books.pool);
  const { rows } = await books.pool.query('SELECT id FROM price WHERE model = $1', [model.id]);
  expect(rows.map(({ id }) => id).sort()).toEqual([priceId(model), priceId(dearer)].sort());
});

it('does not start on a database where a price means something else', async () => {
  const model = { id: 'odd', rates: { input: 1n, output: 2n, cacheWrite5m: 3n, cacheWrite1h: 4n, cacheRead: 5n } };
  const priced = model as Parameters<typeof priceId>[0];
  await books.pool.query(`INSERT INTO price VALUES ($1, 'odd', 1, 2, 3, 4, 6)`, [priceId(priced)]);
  await expect(syncPrices([priced], books.pool)).rejects.toThrow(priceId(priced));
});
