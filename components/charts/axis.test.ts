import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf, heightOf } from './axis.ts';
import type { FigureKind } from './figure.ts';

describe('an axis', () => {
  it.each<[FigureKind, number[], number[]]>([
    ['count', [0, 3], [3, 2, 1, 0]],
    ['count', [7], [8, 6, 4, 2, 0]],
    ['count', [11], [15, 10, 5, 0]],
    ['count', [100], [100, 50, 0]],
    ['count', [], [10, 5, 0]],
    ['usd', [6_410_000_000], [8e9, 6e9, 4e9, 2e9, 0]],
    ['usd', [-90_000_000, 180_000_000], [2e8, 1e8, 0, -1e8]],
    ['usd', [-5], [0, -2, -4, -6]],
    ['ms', [3_470], [4_000, 3_000, 2_000, 1_000, 0]],
    ['percent', [1], [1, 0.5, 0]],
  ])('of %s that reaches %j has the ticks %j', (figure, values, ticks) => {
    expect(axisOf(figure, values).ticks.map((tick) => Math.round(tick * 1e6) / 1e6)).toEqual(ticks);
  });

  it('reaches every value in at most four steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -(10 ** 15), max: 10 ** 15 })), (values) => {
        const axis = axisOf('usd', values);
        expect(axis.ticks.length).toBeLessThanOrEqual(5);
        expect(axis.ticks).toContain(0);
        for (const value of values) {
          expect(heightOf(axis, value)).toBeGreaterThanOrEqual(-1e-6);
          expect(heightOf(axis, value)).toBeLessThanOrEqual(1 + 1e-6);
        }
      }),
    );
  });
});
