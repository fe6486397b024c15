import { expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { toHistory } from './price-history.ts';
import { priceId } from './price-id.ts';
import { readPriceList, toPublicRates } from './price-list.ts';

const toRow = (model: (typeof CATALOG)[number], id = priceId(model), createdAt = new Date('2026-11-01T00:00:00Z')) => ({
  ...model.rates,
  ...{ id, model: model.id, createdAt },
});

it('every rate that is published is read again, exactly', () => {
  const prices = toHistory(
    CATALOG.map((model) => toRow(model)),
    new Set(CATALOG.map(priceId)),
  );
  const read = readPriceList(JSON.parse(JSON.stringify({ object: 'price_list', prices })));
  expect(read).toEqual(new Map(CATALOG.map((model) => [priceId(model), model.rates])));
});

it('a price ends where the next of its model begins, and what is sold now has no end', () => {
  const [model, other] = CATALOG;
  if (!model || !other) throw new Error('The catalog is empty.');
  const prices = [
    toRow(model, 'old@1'),
    toRow(other, 'other@1'),
    toRow(model, 'new@1', new Date('2026-11-20T00:00:00Z')),
  ];
  expect(toHistory(prices, new Set(['new@1', 'other@1']))).toMatchObject([
    { id: 'old@1', valid_from: '2026-11-01T00:00:00.000Z', valid_to: '2026-11-20T00:00:00.000Z' },
    { id: 'other@1', valid_to: null },
    { id: 'new@1', valid_to: null, ...toPublicRates(model.rates) },
  ]);
});

it.each(['-1', '1e3', '', '0.0000001'])('a rate of “%s” is refused', (input) => {
  const rates = { input, output: '1', cache_read: '1', cache_write_5m: '1', cache_write_1h: '1' };
  expect(() => readPriceList({ prices: [{ id: 'x@1', ...rates }] })).toThrow();
});
