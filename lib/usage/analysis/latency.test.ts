import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSketches, percentileOf, percentileOfSketch, SLOT_BOUNDS_MS, sketchOf, slotOf } from './latency.ts';

const anyDuration = fc.double({ min: 10, max: 5_000_000, noNaN: true });
const anyDurations = fc.array(anyDuration, { minLength: 1, maxLength: 300 });
const sketch = (durations: readonly number[]) => sketchOf(durations.map((ms) => ({ slot: slotOf(ms), requests: 1 })));
const anyShare = fc.constantFrom(0, 0.5, 0.9, 0.95, 0.99, 1);

describe('a percentile read from a sketch', () => {
  it('is within 7.3 % of the exact one', () => {
    fc.assert(
      fc.property(anyDurations, anyShare, (durations, share) => {
        const exact = percentileOf(durations, share)?.ms ?? 0;
        const read = percentileOfSketch(sketch(durations), share)?.ms ?? 0;
        expect(Math.abs(read / exact - 1)).toBeLessThan(0.073);
      }),
    );
  });

  it('is the same however the requests were spread over keys and hours', () => {
    fc.assert(
      fc.property(fc.array(anyDurations, { minLength: 1, maxLength: 5 }), anyShare, (parts, share) => {
        const whole = percentileOfSketch(sketch(parts.flat()), share);
        expect(percentileOfSketch(mergeSketches(parts.map(sketch)), share)).toEqual(whole);
      }),
    );
  });

  it('is marked as approximate, and is null without requests', () => {
    expect(percentileOfSketch(sketch([100]), 0.5)).toMatchObject({ isApproximate: true });
    expect(percentileOfSketch(sketch([]), 0.5)).toBeNull();
    expect(percentileOf([], 0.5)).toBeNull();
  });
});

it.each([
  [0, 0],
  [9.99, 0],
  [10, 1], // like `width_bucket`, which counts the bounds at or below a value
  [11.4, 1],
  [11.5, 2],
  [1e9, 95],
])('%d ms are in slot %d', (ms, slot) => expect(slotOf(ms)).toBe(slot));

it('slots cover more than an hour and a half', () => {
  expect(SLOT_BOUNDS_MS).toHaveLength(96);
  expect((SLOT_BOUNDS_MS.at(-1) ?? 0) / 60_000).toBeCloseTo(97.7, 0);
});

it.each([
  [0.5, 20],
  [0.51, 30],
  [0.95, 40],
  [0, 10],
])('of four durations, the percentile %d is the %d ms one', (share, ms) => {
  expect(percentileOf([40, 10, 30, 20], share)).toEqual({ ms, isApproximate: false });
});
