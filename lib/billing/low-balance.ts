import { type NanoUsd, nanoUsd } from './money.ts';

/** One dollar: about a few long requests. */
export const LOW_BALANCE: NanoUsd = nanoUsd(1_000_000_000n);

/** The held amount counts too, because the unspent part is returned. */
export const isLow = ({ available, held }: { available: NanoUsd; held: NanoUsd }): boolean =>
  available + held < LOW_BALANCE;
