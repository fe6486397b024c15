import { afterAll, expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { picoUsd } from '../money.ts';
import { priceId } from '../price-id.ts';
import { syncPrices } from './sync-prices.ts';
import { openBooks } from './testing/books.ts';

const books = await openBooks();
afterAll(books.close);

it('records every price of the catalog once', async () => {
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

it('reports an announced price once, and again when its date moves, until it applies', async () => {
  const [, model] = CATALOG;
  if (!model) throw new Error('The catalog is empty.');
  const next = { ...model.rates, output: picoUsd(2_000n) };
  const announced = (validFrom: string) => ({ ...model, priceChange: { validFrom, rates: next } });
  const jobs = async () => {
    const { rows } = await books.pool.query(`SELECT payload FROM job WHERE kind = 'price_change'`);
    return rows.map(({ payload }) => payload.priceId);
  };
  const id = priceId({ id: model.id, rates: next });
  const soon = new Date(Date.now() + 86_400_000).toISOString();
  await Promise.all([1, 2].map(() => syncPrices([announced(soon)], books.pool)));
  expect(await jobs()).toEqual([id]);
  await syncPrices([announced('2100-01-01T00:00:00.000Z')], books.pool);
  expect(await jobs()).toEqual([id, id]);
  await books.pool.query(`UPDATE price_change SET valid_from = now() - interval '1 day'`);
  await syncPrices([announced('2100-02-01T00:00:00.000Z')], books.pool);
  expect(await jobs()).toEqual([id, id]);
});

it('does not start on a database where a price has other rates', async () => {
  const model = { id: 'odd', rates: { input: 1n, output: 2n, cacheWrite5m: 3n, cacheWrite1h: 4n, cacheRead: 5n } };
  const priced = model as Parameters<typeof priceId>[0];
  await books.pool.query(`INSERT INTO price VALUES ($1, 'odd', 1, 2, 3, 4, 6)`, [priceId(priced)]);
  await expect(syncPrices([priced], books.pool)).rejects.toThrow(priceId(priced));
});
