import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisOf } from './axis.ts';
import { barsPath, dotsPath, linePath, stackColumns } from './shapes.ts';

const AXIS = axisOf('count', [100]);
const DEEP = axisOf('count', [100, -100]);

describe('a column', () => {
  it('starts at the axis and stacks its parts', () => {
    expect(stackColumns([[50, 25]], AXIS)).toEqual([[{ top: 0.5, bottom: 1 }], [{ top: 0.25, bottom: 0.5 }]]);
  });

  it('has losses below zero', () => {
    expect(stackColumns([[50, -50]], DEEP)).toEqual([[{ top: 0.25, bottom: 0.5 }], [{ top: 0.5, bottom: 0.75 }]]);
  });

  it('has a minimum height with its parts in proportion, and is absent for zero', () => {
    const [[small], [smaller], [none]] = stackColumns([[0.03, 0.01, 0]], AXIS) as [[Part], [Part], [null]];
    expect(1 - smaller.top).toBeGreaterThan(0.01);
    expect((small.bottom - small.top) / (smaller.bottom - smaller.top)).toBeCloseTo(3);
    expect(none).toBeNull();
  });

  it('never leaves the drawing, and its parts leave no gaps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 8 }), (values) => {
        const up = values.reduce((sum, value) => sum + Math.max(0, value), 0);
        const down = values.reduce((sum, value) => sum + Math.min(0, value), 0);
        const parts = stackColumns([values], axisOf('count', [up, down])).flatMap(([part]) => part ?? []);
        const covered = parts.reduce((sum, { top, bottom }) => sum + bottom - top, 0);
        const ends = parts.flatMap(({ top, bottom }) => [top, bottom]);
        if (parts.length > 0) expect(covered).toBeCloseTo(Math.max(...ends) - Math.min(...ends));
        expect(ends.every((end) => end > -0.05 && end < 1.05)).toBe(true);
      }),
    );
  });
});

interface Part {
  top: number;
  bottom: number;
}

describe('a path', () => {
  const part = { top: 0.5, bottom: 1 };
  it('of bars has one rectangle for each', () => {
    expect(barsPath([part, null])).toBe('M0.125 1V0.5H0.375V1Z');
  });

  it('of very many bars is one outline for each run without gaps', () => {
    const many = Array.from({ length: 200 }, (_, index) => (index === 100 ? null : part));
    expect(barsPath(many).match(/M/g)).toHaveLength(2);
    expect(barsPath(many)).toMatch(/^M0 1V0\.5H0\.005V0\.5H0\.01/);
  });

  it('of a line is interrupted where a value is missing', () => {
    expect(linePath([0, 1, null, 0.5, 0.25])).toBe('M0.1 0L0.3 1M0.7 0.5L0.9 0.25');
  });

  it('of a value without neighbours is a dot', () => {
    const heights = [0.5, null, 0.25, 0.5];
    expect(dotsPath(heights)).toBe('M0.125 0.5h0');
    expect(linePath(heights)).toBe('M0.625 0.25L0.875 0.5');
  });
});
