import { readTypedUsd } from '#components/ui/typed-usd.ts';
import { MAX_TOP_UP_CENTS, MIN_TOP_UP_CENTS } from '#lib/stripe/rules/cents.ts';

const NANO_PER_CENT = 10_000_000n;

/** An amount of credit as somebody typed it, in cents; null unless it is whole cents that can be bought at once. */
export function readTypedCents(text: string): number | null {
  const amount = readTypedUsd(text);
  if (!amount || amount % NANO_PER_CENT !== 0n) return null;
  const cents = amount / NANO_PER_CENT;
  return cents >= MIN_TOP_UP_CENTS && cents <= MAX_TOP_UP_CENTS ? Number(cents) : null;
}
