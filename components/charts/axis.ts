import type { ChartRow, ChartValue } from './chart-data.ts';
import type { FigureKind } from './figure.ts';

/** Where values are drawn. Zero is always on it. */
export interface Axis {
  floor: number;
  ceiling: number;
  step: number;
  /** Evenly spaced, from the ceiling down to the floor. */
  ticks: readonly number[];
}

/** The smallest step that has a name, and where an axis ends when there is nothing to show. */
const LEAST: Record<FigureKind, { step: number; empty: number }> = {
  usd: { step: 1, empty: 40_000_000 },
  count: { step: 1, empty: 10 },
  percent: { step: 0.001, empty: 0.1 },
  ms: { step: 1, empty: 1_000 },
};

const MOST_STEPS = 4;
/** Divisions of decimal fractions come out a little beside the whole number they are. */
const TOLERANCE = 1e-9;

/** A few round steps that reach all values. */
export function axisOf(figure: FigureKind, values: Iterable<number>): Axis {
  let [low, high] = [0, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === high) high = LEAST[figure].empty;
  for (let step = Math.max(LEAST[figure].step, roundUp((high - low) / MOST_STEPS)); ; step = roundUp(step * 1.1)) {
    const [up, down] = [stepsTo(high, step), stepsTo(-low, step)];
    if (up + down > MOST_STEPS) continue;
    const ticks = Array.from({ length: up + down + 1 }, (_, index) => (up - index) * step);
    return { floor: 0 - down * step, ceiling: up * step, step, ticks };
  }
}

const stepsTo = (value: number, step: number): number => Math.max(0, Math.ceil(value / step - TOLERANCE));

/** The next of 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + TOLERANCE);
  return power * ([1, 2, 5].find((factor) => factor * power >= value * (1 - TOLERANCE)) ?? 10);
}

/** The height of a value: 0 at the top of the axis, 1 at its bottom. */
export const heightOf = ({ floor, ceiling }: Axis, value: number): number => (ceiling - value) / (ceiling - floor);

/** For drawing only: a pixel is far more than what a float loses of an amount. */
export const toNumber = (value: ChartValue | undefined): number => Number(value ?? 0);

/** Where a row's value of a series is, or null where it has none. */
export function heightIn({ values }: ChartRow, index: number, axis: Axis): number | null {
  const value = values[index] ?? null;
  return value === null ? null : heightOf(axis, toNumber(value));
}
