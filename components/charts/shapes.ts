import { type Axis, heightOf } from './axis.ts';

/** The part of a column that belongs to one series, in heights from 0 at the top to 1 at the bottom. */
export interface Segment {
  top: number;
  bottom: number;
}

/** Small values are drawn at this height, so that they are visible. */
const LEAST_HEIGHT = 0.012;

/**
 * Stacks the values of each column, series by series. Losses extend below zero.
 * @param columns the values of each bucket, in the order of the series
 */
export function stackColumns(columns: readonly (readonly number[])[], axis: Axis): (Segment | null)[][] {
  const series = columns[0]?.length ?? 0;
  const stacked = columns.map((values) => stackColumn(values, axis));
  return Array.from({ length: series }, (_, index) => stacked.map((segments) => segments[index] ?? null));
}

function stackColumn(values: readonly number[], axis: Axis): (Segment | null)[] {
  const zero = heightOf(axis, 0);
  const at = (value: number, scale: number) => zero + (heightOf(axis, value) - zero) * scale;
  const [gain, loss] = [enlargement(values, 1, axis), enlargement(values, -1, axis)];
  let [up, down] = [0, 0];
  return values.map((value) => {
    if (value === 0) return null;
    if (value > 0) {
      up += value;
      return { top: at(up, gain), bottom: at(up - value, gain) };
    }
    down += value;
    return { top: at(down - value, loss), bottom: at(down, loss) };
  });
}

/** The factor that brings a small column to the minimum height. */
function enlargement(values: readonly number[], sign: number, { floor, ceiling }: Axis): number {
  const length = values.reduce((sum, value) => (value * sign > 0 ? sum + value * sign : sum), 0) / (ceiling - floor);
  return length > 0 && length < LEAST_HEIGHT ? LEAST_HEIGHT / length : 1;
}

const DIGITS = 10_000;
const round = (value: number): number => Math.round(value * DIGITS) / DIGITS;

/** The width of a bar relative to its bucket. Few bars are slim; many have no gaps, which would be below one pixel. */
export const barWidth = (count: number): number => (count > 100 ? 1 : count < 8 ? 0.5 : 0.8);

/** One rectangle per segment, in a unit square. */
export function barsPath(segments: readonly (Segment | null)[]): string {
  const step = 1 / segments.length;
  const width = barWidth(segments.length);
  if (width === 1) return stepsPath(segments);
  return segments
    .map((segment, index) => {
      if (!segment) return '';
      const left = (index + (1 - width) / 2) * step;
      return `M${round(left)} ${round(segment.bottom)}V${round(segment.top)}H${round(left + width * step)}V${round(segment.bottom)}Z`;
    })
    .join('');
}

/** Joins neighbours into one outline, because the edges of adjacent rectangles would show. */
function stepsPath(segments: readonly (Segment | null)[]): string {
  const step = 1 / segments.length;
  return runsOf(segments)
    .map(({ start, items }) => {
      const right = (index: number) => round((start + index + 1) * step);
      const tops = items.map(({ top }, index) => `V${round(top)}H${right(index)}`);
      const bottoms = items.map(({ bottom }, index) => `V${round(bottom)}H${round((start + index) * step)}`);
      return `M${round(start * step)} ${round(items[0]?.bottom ?? 1)}${tops.join('')}${bottoms.reverse().join('')}Z`;
    })
    .join('');
}

/** A line through the centres of the buckets, interrupted where a value is missing. */
export function linePath(heights: readonly (number | null)[]): string {
  return runsOf(heights)
    .filter(({ items }) => items.length > 1)
    .map(({ start, items }) =>
      items
        .map((height, index) => `${index === 0 ? 'M' : 'L'}${middle(start + index, heights)} ${round(height)}`)
        .join(''),
    )
    .join('');
}

/** Dots for values without a neighbour, which a line would not show. */
export function dotsPath(heights: readonly (number | null)[]): string {
  return runsOf(heights)
    .filter(({ items }) => items.length === 1)
    .map(({ start, items }) => `M${middle(start, heights)} ${round(items[0] ?? 0)}h0`)
    .join('');
}

const middle = (index: number, { length }: readonly unknown[]): number => round((index + 0.5) / length);

/** Splits a list into runs without gaps. */
function runsOf<Item>(items: readonly (Item | null)[]): { start: number; items: Item[] }[] {
  const runs: { start: number; items: Item[] }[] = [];
  let run: Item[] | null = null;
  for (const [index, item] of items.entries()) {
    if (item === null) run = null;
    else if (run) run.push(item);
    else {
      run = [item];
      runs.push({ start: index, items: run });
    }
  }
  return runs;
}
