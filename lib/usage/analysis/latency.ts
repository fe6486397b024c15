const SLOTS = 96;
const FIRST_BOUND_MS = 10;
const GROWTH = 1.15;

/**
 * The exclusive upper bound of each slot: 10 ms, 11.5 ms, … 97 minutes. PostgreSQL's `width_bucket(ms, bounds)` gives
 * the same slots, with all values beyond the last bound in the last slot.
 */
export const SLOT_BOUNDS_MS: readonly number[] = Array.from(
  { length: SLOTS },
  (_, slot) => FIRST_BOUND_MS * GROWTH ** slot,
);

/** The number of requests by slot of duration. Sketches of any hours, keys and models can be added. */
export type Sketch = readonly number[];

export interface Percentile {
  ms: number;
  /** Read from a sketch, so within 7.3 % of the exact value. It is shown with "≈". */
  isApproximate: boolean;
}

export function slotOf(ms: number): number {
  const slot = SLOT_BOUNDS_MS.findIndex((bound) => ms < bound);
  return slot === -1 ? SLOTS - 1 : slot;
}

export function sketchOf(rows: Iterable<{ slot: number; requests: number }>): Sketch {
  const sketch = new Array<number>(SLOTS).fill(0);
  for (const { slot, requests } of rows) sketch[slot] = (sketch[slot] ?? 0) + requests;
  return sketch;
}

export const mergeSketches = (sketches: readonly Sketch[]): Sketch =>
  Array.from({ length: SLOTS }, (_, slot) => sketches.reduce((sum, sketch) => sum + (sketch[slot] ?? 0), 0));

/** The rank of the nearest-rank method, from 1. */
const rankOf = (share: number, count: number): number => Math.max(1, Math.ceil(share * count));

/** @returns the geometric mean of the bounds of the percentile's slot, or null without requests */
export function percentileOfSketch(sketch: Sketch, share: number): Percentile | null {
  const count = sketch.reduce((sum, requests) => sum + requests, 0);
  if (count === 0) return null;
  let left = rankOf(share, count);
  const slot = sketch.findIndex((requests) => {
    left -= requests;
    return left <= 0;
  });
  return { ms: (SLOT_BOUNDS_MS[slot] ?? 0) / Math.sqrt(GROWTH), isApproximate: true };
}

/** The exact percentile, as PostgreSQL's `percentile_disc`. */
export function percentileOf(durationsMs: readonly number[], share: number): Percentile | null {
  const ms = durationsMs.toSorted((one, other) => one - other)[rankOf(share, durationsMs.length) - 1];
  return ms === undefined ? null : { ms, isApproximate: false };
}
