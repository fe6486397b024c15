/** How a figure differs from the one it is compared with. */
export interface Change {
  difference: bigint;
  /** Of the earlier figure; null when that was nothing. */
  share: number | null;
}

export function changeOf(current: bigint, previous: bigint): Change {
  const difference = current - previous;
  return { difference, share: previous === 0n ? null : shareOf(difference, previous < 0n ? -previous : previous) };
}

const PRECISION = 1_000_000n;

/** A part of a whole as a number; nothing of nothing is nothing. */
export const shareOf = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * PRECISION) / whole) / Number(PRECISION);
