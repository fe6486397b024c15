import type { Bucket } from './buckets.ts';
import { HOUR_MS, type Instant, QUARTER_MS } from './clock.ts';

/** Minutes that one row of a rollup covers, from whole UTC hours or quarters of them. */
export type Grain = 15 | 60;

/**
 * The coarsest rollup of which no row crosses a border: quarters of an hour where the zone's offset is no whole hour.
 * @returns null when only the requests themselves will do.
 */
export function grainOf(buckets: readonly Bucket[]): Grain | null {
  const isOn = (step: number) => buckets.every(({ from, to }) => from % step === 0 && to % step === 0);
  if (isOn(HOUR_MS)) return 60;
  return isOn(QUARTER_MS) ? 15 : null;
}

/** The place of the bucket that a moment falls into, or null outside all of them. */
export function findBucket(buckets: readonly Bucket[], at: Instant): number | null {
  let [low, high] = [0, buckets.length - 1];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const bucket = buckets[middle];
    if (!bucket) return null;
    if (at < bucket.from) high = middle - 1;
    else if (at >= bucket.to) low = middle + 1;
    else return middle;
  }
  return null;
}
