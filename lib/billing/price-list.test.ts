import { expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { picoUsd } from './money.ts';
import { toHistory } from './price-history.ts';
import { priceId } from './price-id.ts';
import { readPriceList, toPublicRates } from './price-list.ts';

const NOW = new Date('2026-11-30T00:00:00Z');

const toRow = (model: (typeof CATALOG)[number], id = priceId(model), validFrom = new Date('2026-11-01T00:00:00Z')) => ({
  ...model.rates,
  ...{ id, model: model.id, validFrom },
});

it('every published rate is parsed exactly', () => {
  const prices = toHistory(
    CATALOG.map((model) => toRow(model)),
    { models: CATALOG, now: NOW },
  );
  const read = readPriceList(JSON.parse(JSON.stringify({ object: 'price_list', prices })));
  expect(read).toEqual(new Map(CATALOG.map((model) => [priceId(model), model.rates])));
});

it('a price ends where the next of its model begins, and a current price has no end', () => {
  const [model, other] = CATALOG;
  if (!model || !other) throw new Error('The catalog is empty.');
  const sold = priceId(model);
  const prices = [toRow(model, 'old@1'), toRow(other), toRow(model, sold, new Date('2026-11-20T00:00:00Z'))];
  const models = [model, other];
  expect(toHistory(prices, { models, now: NOW })).toMatchObject([
    { id: priceId(other), valid_to: null },
    { id: 'old@1', valid_from: '2026-11-01T00:00:00.000Z', valid_to: '2026-11-20T00:00:00.000Z' },
    { id: sold, valid_to: null, ...toPublicRates(model.rates) },
  ]);
  const again = [toRow(model, sold), toRow(model, 'between@1', new Date('2026-11-20T00:00:00Z'))];
  expect(toHistory(again, { models, now: NOW }).find(({ id }) => id === sold)).toMatchObject({ valid_to: null });
});

it('an announced price is listed with its date, at which the one of today ends, and none that was withdrawn', () => {
  const [model] = CATALOG;
  if (!model) throw new Error('The catalog is empty.');
  const validFrom = '2027-01-01T00:00:00.000Z';
  const dearer = { ...model.rates, input: picoUsd(9_000_000n) };
  const announced = { ...model, priceChange: { validFrom, rates: dearer } };
  const nextId = priceId({ id: model.id, rates: dearer });
  const prices = [
    toRow(model),
    toRow({ ...model, rates: dearer }, nextId, new Date(validFrom)),
    toRow(model, 'withdrawn@1', new Date('2026-12-24T00:00:00Z')),
  ];
  const datesAt = (now: Date, models: readonly (typeof CATALOG)[number][] = [announced]) =>
    toHistory(prices.slice(0, now < new Date(validFrom) ? 3 : 2), { models, now }).map((one) => [
      one.id,
      one.valid_from,
      one.valid_to,
    ]);
  const dates = [
    [priceId(model), '2026-11-01T00:00:00.000Z', validFrom],
    [nextId, validFrom, null],
  ];
  expect(datesAt(NOW)).toEqual(dates);
  expect(datesAt(new Date(validFrom))).toEqual(dates);
  expect(datesAt(new Date(validFrom), [{ ...model, rates: dearer }])).toEqual(dates);
  expect(datesAt(NOW, [model])).toEqual([[priceId(model), '2026-11-01T00:00:00.000Z', null]]);
});

it.each(['-1', '1e3', '', '0.0000001'])('a rate of “%s” is refused', (input) => {
  const rates = { input, output: '1', cache_read: '1', cache_write_5m: '1', cache_write_1h: '1' };
  expect(() => readPriceList({ prices: [{ id: 'x@1', ...rates }] })).toThrow();
});
