/** Money in nano-USD (10⁻⁹ USD). Balances, holds and costs are this, never a number. */
export type NanoUsd = bigint & { readonly unit: 'nano-USD' };

/** A rate in pico-USD (10⁻¹² USD) per token, exact for every price times every cache multiplier. */
export type PicoUsd = bigint & { readonly unit: 'pico-USD' };

export const nanoUsd = (amount: bigint): NanoUsd => amount as NanoUsd;
export const picoUsd = (amount: bigint): PicoUsd => amount as PicoUsd;

export const ZERO_USD = nanoUsd(0n);
/** The largest balance, and therefore the largest amount: 10^9 USD. */
export const MAX_AMOUNT = nanoUsd(10n ** 18n);
export const PICO_PER_NANO = 1_000n;
const NANO_PER_USD = 1_000_000_000n;
const USD_TEXT = /^(-?)(\d{1,12})(?:\.(\d{1,9}))?$/;

/**
 * Parses decimal USD such as `5`, `-0.25` or `12.000000001`.
 * @returns null unless it is plain decimal with at most nine places and twelve digits before the point.
 */
export function findUsd(text: string): NanoUsd | null {
  const match = USD_TEXT.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const amount = BigInt(whole) * NANO_PER_USD + BigInt(fraction.padEnd(9, '0'));
  return nanoUsd(sign === '-' ? -amount : amount);
}

/** The same for an amount a user may enter: from zero to the largest balance. */
export function findAmount(text: string): NanoUsd | null {
  const amount = findUsd(text);
  return amount !== null && amount >= 0n && amount <= MAX_AMOUNT ? amount : null;
}

/** Exact decimal USD without trailing zeros: `0.004125`, `12`, `-0.5`. It is valid as a JSON number. */
export function toUsd(amount: NanoUsd): string {
  const magnitude = amount < 0n ? -amount : amount;
  const fraction = (magnitude % NANO_PER_USD).toString().padStart(9, '0').replace(/0+$/, '');
  const whole = (magnitude / NANO_PER_USD).toString();
  return `${amount < 0n ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
}

/** Rounds up to whole nano-USD, so that a price is never undercut. The remainder is the added pico-USD, 0 … 999. */
export function ceilToNano(amount: PicoUsd): { amount: NanoUsd; remainderPico: number } {
  const remainder = amount % PICO_PER_NANO;
  if (remainder === 0n) return { amount: nanoUsd(amount / PICO_PER_NANO), remainderPico: 0 };
  return { amount: nanoUsd(amount / PICO_PER_NANO + 1n), remainderPico: Number(PICO_PER_NANO - remainder) };
}
