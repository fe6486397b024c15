import { expect, it } from 'vitest';
import { priceId } from '#lib/billing/price-id.ts';
import { rates } from './catalog/generations.ts';
import { CATALOG } from './catalog.ts';
import { toApiModel } from './present.ts';
import { announcedPrices, pricedAt } from './price-change.ts';

const [sold, other] = CATALOG;
if (!sold || !other) throw new Error('The catalog is empty.');
const BOUNDARY = new Date('2027-01-01T00:00:00.000Z');
const next = rates({ inputUsd: '7.00', outputUsd: '35.00' });
const model = { ...sold, priceChange: { validFrom: BOUNDARY.toISOString(), rates: next } };
const earlier = new Date(BOUNDARY.getTime() - 1);

it('applies from its very moment, and not a millisecond earlier', () => {
  expect(pricedAt(model, earlier)).toBe(model);
  expect(pricedAt(model, BOUNDARY).rates).toEqual(next);
  expect(priceId(pricedAt(model, BOUNDARY))).toBe(priceId({ id: model.id, rates: next }));
  expect(pricedAt(model, BOUNDARY)).toBe(pricedAt(model, new Date('2028-01-01')));
  expect(pricedAt(other, BOUNDARY)).toBe(other);
});

it('is announced until then', () => {
  const announced = { model, next: pricedAt(model, BOUNDARY), validFrom: BOUNDARY };
  expect(announcedPrices(earlier, [other, model])).toEqual([announced]);
  expect(announcedPrices(BOUNDARY, [other, model])).toEqual([]);
});

it('is what the API says a model costs, from the same moment', () => {
  expect(toApiModel(model, earlier).pricing).toEqual(toApiModel(sold, earlier).pricing);
  expect(toApiModel(model, BOUNDARY).pricing).toMatchObject({ prompt: '0.000007', completion: '0.000035' });
});

it('is announced as a moment, with rates of which sums are exact, and as a change', () => {
  for (const { priceChange, rates: today } of CATALOG) {
    if (!priceChange) continue;
    expect(new Date(priceChange.validFrom).toISOString()).toBe(priceChange.validFrom);
    for (const rate of Object.values(priceChange.rates)) expect(rate % 1_000n).toBe(0n);
    expect(priceChange.rates).not.toEqual(today);
  }
});
