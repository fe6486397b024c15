import { type NanoUsd, nanoUsd } from './money.ts';

/** One dollar: about a few long requests. An account may choose another amount. */
export const LOW_BALANCE: NanoUsd = nanoUsd(1_000_000_000n);

const LEAST = nanoUsd(1n);

/**
 * Whether a balance is below the account's threshold; without one, only an empty balance is low. The held amount counts too,
 * because the unspent part is returned.
 */
export const isLow = ({ available, held }: { available: NanoUsd; held: NanoUsd }, below: NanoUsd | null): boolean =>
  available + held < (below ?? LEAST);
