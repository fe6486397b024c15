import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketsOf, type Unit } from '#lib/usage/time/buckets.ts';
import { labelBuckets } from '#lib/usage/time/labels.ts';
import { findRange, periodOf, type Range } from '#lib/usage/time/range.ts';
import { chooseTicks, spreadLabels } from './ticks.ts';

const reader = { zone: 'Europe/Berlin', now: Date.parse('2026-11-30T14:03Z') };

function ticksOf(range: string, unit: Unit): string {
  const buckets = bucketsOf(periodOf(findRange(range) as Range, reader), unit, reader);
  const labels = labelBuckets(buckets, unit, { zone: reader.zone, locale: 'en' });
  const chosen = chooseTicks(
    labels.map(({ rank }) => rank),
    7,
  );
  return chosen.map((index) => labels[index]?.tick.replaceAll('\u202f', ' ')).join(' · ');
}

describe('an axis names', () => {
  it.each<[string, Unit, string]>([
    ['7d', '1d', 'Nov 24 · Nov 25 · Nov 26 · Nov 27 · Nov 28 · Nov 29 · Nov 30'],
    ['14d', '1d', 'Nov 18 · Nov 20 · Nov 22 · Nov 24 · Nov 26 · Nov 28 · Nov 30'],
    ['30d', '1d', 'Nov 1 · Nov 9 · Nov 16 · Nov 23 · Nov 30'],
    ['30d', '1h', 'Nov 1 · Nov 9 · Nov 16 · Nov 23 · Nov 30'],
    ['90d', '1d', 'Sep 13 · Sep 26 · Oct 9 · Oct 22 · Nov 4 · Nov 17 · Nov 30'],
    ['2026-11-10..2026-11-10', '1h', 'Nov 10 · 6:00 AM · 12:00 PM · 6:00 PM'],
    ['4h', '15m', '12:00 PM · 12:30 PM · 1:00 PM · 1:30 PM · 2:00 PM · 2:30 PM · 3:00 PM'],
    ['12mo', '1mo', '2026 · Mar · May · Jul · Sep · Nov'],
  ])('of %s by %s: %s', (range, unit, ticks) => expect(ticksOf(range, unit)).toBe(ticks));

  it('nothing without rows', () => expect(chooseTicks([], 7)).toEqual([]));

  it('at most as many rows as it has room for, and at least one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 800 }), (ranks) => {
        const chosen = chooseTicks(ranks, 7);
        expect(chosen.length).toBeGreaterThan(0);
        expect(chosen.length).toBeLessThanOrEqual(7);
        expect(chosen.every((index) => index >= 0 && index < ranks.length)).toBe(true);
      }),
    );
  });
});

it('overlapping labels are moved apart, keep their order and stay within the drawing', () => {
  expect(spreadLabels([0.5, 0.52, 0.1], 0.1)).toEqual([0.5, 0.6, 0.1]);
  expect(spreadLabels([0.98, 1], 0.1)).toEqual([0.9, 1]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (heights) => {
      const placed = spreadLabels(heights, 0.125).toSorted((one, other) => one - other);
      expect(placed.every((height) => height >= -1e-9 && height <= 1)).toBe(true);
      for (const [index, height] of placed.entries()) {
        if (index > 0) expect(height - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(0.125 - 1e-9);
      }
    }),
  );
});
