import { type NanoUsd, nanoUsd } from './money.ts';

/** One dollar: a few long requests away from nothing. */
export const LOW_BALANCE: NanoUsd = nanoUsd(1_000_000_000n);

/** What is held comes back unless it is spent, so it counts. */
export const isLow = ({ available, held }: { available: NanoUsd; held: NanoUsd }): boolean =>
  available + held < LOW_BALANCE;
