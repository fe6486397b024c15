import type { ChartRow, ChartValue } from './chart-data.ts';
import type { FigureKind } from './figure.ts';

/** The value axis. It always includes zero. */
export interface Axis {
  floor: number;
  ceiling: number;
  step: number;
  /** Evenly spaced, from the ceiling down to the floor. */
  ticks: readonly number[];
}

/** The smallest step per figure, and the ceiling of an empty chart. */
const LEAST: Record<FigureKind, { step: number; empty: number }> = {
  usd: { step: 1, empty: 40_000_000 },
  count: { step: 1, empty: 10 },
  percent: { step: 0.001, empty: 0.1 },
  ms: { step: 1, empty: 1_000 },
};

const MOST_STEPS = 4;
/** Allows for rounding errors of floating-point division. */
const TOLERANCE = 1e-9;

/** Chooses the finest round steps that cover all values in at most four steps. */
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

/** Rounds up to 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + TOLERANCE);
  return power * ([1, 2, 5].find((factor) => factor * power >= value * (1 - TOLERANCE)) ?? 10);
}

/** The relative height of a value: 0 at the top of the axis, 1 at the bottom. */
export const heightOf = ({ floor, ceiling }: Axis, value: number): number => (ceiling - value) / (ceiling - floor);

/** For drawing only, where the rounding of a float is far below one pixel. */
export const toNumber = (value: ChartValue | undefined): number => Number(value ?? 0);

/** Returns the height of a row's value in a series; null when there is no value. */
export function heightIn({ values }: ChartRow, index: number, axis: Axis): number | null {
  const value = values[index] ?? null;
  return value === null ? null : heightOf(axis, toNumber(value));
}
