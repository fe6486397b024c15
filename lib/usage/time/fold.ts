import type { Bucket } from './buckets.ts';
import { HOUR_MS, type Instant, QUARTER_MS } from './clock.ts';

/** The minutes covered by a row of a rollup, aligned to UTC. */
export type Grain = 15 | 60;

/**
 * The coarsest rollup whose rows cross no border: quarters of an hour for a zone whose offset is not a whole hour.
 * @returns null when only the requests themselves are fine enough
 */
export function grainOf(buckets: readonly Bucket[]): Grain | null {
  const isOn = (step: number) => buckets.every(({ from, to }) => from % step === 0 && to % step === 0);
  if (isOn(HOUR_MS)) return 60;
  return isOn(QUARTER_MS) ? 15 : null;
}

/** The index of the bucket that contains a moment, or null outside all of them. */
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
