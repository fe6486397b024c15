/** The next of 1, 2 or 5 times a power of ten at or above `most`, and never below `least`: where an axis ends. */
export function niceCeiling(most: bigint, least: bigint): bigint {
  let step = least;
  for (;;) {
    for (const factor of [1n, 2n, 5n]) if (step * factor >= most) return step * factor;
    step *= 10n;
  }
}

/** The height of a bar in percent of its axis. Anything above nothing can be seen. */
export function heightOf(value: bigint, ceiling: bigint): number {
  if (value <= 0n) return 0;
  return Math.max(Number((value * 10_000n) / ceiling) / 100, 1.5);
}
