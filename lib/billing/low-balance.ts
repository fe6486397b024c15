import { type NanoUsd, nanoUsd } from './money.ts';

/** One dollar: about a few long requests. An account may choose another amount. */
export const LOW_BALANCE: NanoUsd = nanoUsd(1_000_000_000n);

/** The held amount counts too, because the unspent part is returned. */
export const isLow = ({ available, held }: { available: NanoUsd; held: NanoUsd }, below = LOW_BALANCE): boolean =>
  available + held < below;
