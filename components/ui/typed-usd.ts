import { findAmount, type NanoUsd } from '#lib/billing/money.ts';
import { normaliseAmount } from '#lib/normalise.ts';

/** Half of our readers take `1.500` for 1500. Our formatting never produces it, because it omits the last zero. */
const COULD_BE_THOUSANDS = /^[1-9]\d{0,2}\.\d{2}0$/;

/** Parses a typed amount: null when empty, undefined when it is not an amount or exceeds the largest balance. */
export function readTypedUsd(text: string): NanoUsd | null | undefined {
  const amount = normaliseAmount(text);
  if (amount === '') return null;
  return COULD_BE_THOUSANDS.test(amount) ? undefined : (findAmount(amount) ?? undefined);
}
