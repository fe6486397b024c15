import { describe, expect, it } from 'vitest';
import { rates } from '#lib/models/catalog/generations.ts';
import { picoUsd } from './money.ts';
import { priceId } from './price-id.ts';
import { BUCKETS } from './pricing.ts';

const OPUS = rates({ inputUsd: '5.00', outputUsd: '25.00' });

describe('the name of a price', () => {
  it('changes when any of the five rates does', () => {
    const id = 'claude-opus-4-7';
    const names = BUCKETS.map((bucket) => priceId({ id, rates: { ...OPUS, [bucket]: picoUsd(OPUS[bucket] + 1n) } }));
    expect(new Set([priceId({ id, rates: OPUS }), ...names]).size).toBe(6);
  });

  it('stays the id that receipts refer to', () =>
    expect(priceId({ id: 'claude-opus-4-7', rates: OPUS })).toMatchInlineSnapshot(`"claude-opus-4-7@6d336b20"`));
});
