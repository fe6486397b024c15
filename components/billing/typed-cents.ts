import { readTypedUsd } from '#components/ui/typed-usd.ts';
import { MAX_TOP_UP_CENTS, MIN_TOP_UP_CENTS } from '#lib/stripe/rules/cents.ts';

const NANO_PER_CENT = 10_000_000n;
/** The maximum of a 32-bit integer column, rounded down. */
const MAX_CENTS = 2_000_000_000n;

/** Parses a typed amount into cents; null unless it is an integer above zero. */
export function readWholeCents(text: string): number | null {
  const amount = readTypedUsd(text);
  if (!amount || amount % NANO_PER_CENT !== 0n) return null;
  const cents = amount / NANO_PER_CENT;
  return cents > 0n && cents <= MAX_CENTS ? Number(cents) : null;
}

/** As `readWholeCents`, within the limits of one top-up. */
export function readTypedCents(text: string): number | null {
  const cents = readWholeCents(text);
  return cents !== null && cents >= MIN_TOP_UP_CENTS && cents <= MAX_TOP_UP_CENTS ? cents : null;
}
