import { findAmount, type NanoUsd } from '#lib/billing/money.ts';
import { normaliseAmount } from '#lib/normalise.ts';

/** `1.500` is fifteen hundred to half of our readers. We never write it: the last zero is left out. */
const COULD_BE_THOUSANDS = /^[1-9]\d{0,2}\.\d{2}0$/;

/** An amount as somebody typed it: null when nothing was typed, undefined when it is no amount or more than a balance can be. */
export function readTypedUsd(text: string): NanoUsd | null | undefined {
  const amount = normaliseAmount(text);
  if (amount === '') return null;
  return COULD_BE_THOUSANDS.test(amount) ? undefined : (findAmount(amount) ?? undefined);
}
