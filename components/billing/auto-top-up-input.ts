import { readTypedUsd } from '#components/ui/typed-usd.ts';
import type { NanoUsd } from '#lib/billing/money.ts';
import { fromCents, MAX_TOP_UP_CENTS } from '#lib/stripe/rules/cents.ts';
import { readTypedCents, readWholeCents } from './typed-cents.ts';

export interface AutoTopUpTyped {
  threshold: string;
  amount: string;
  cap: string;
}

export interface AutoTopUpWish {
  threshold: NanoUsd;
  netCents: number;
  monthCapCents: number;
}

const MIN_THRESHOLD = 1_000_000_000n;

/** Parses the typed terms, or returns the invalid fields. The server validates again. */
export function readAutoTopUp(typed: AutoTopUpTyped): { wish: AutoTopUpWish | null; wrong: (keyof AutoTopUpTyped)[] } {
  const threshold = readTypedUsd(typed.threshold) ?? null;
  const netCents = readTypedCents(typed.amount);
  const monthCapCents = readWholeCents(typed.cap);
  const isThreshold = threshold !== null && threshold >= MIN_THRESHOLD && threshold <= fromCents(MAX_TOP_UP_CENTS);
  const isCap = monthCapCents !== null && monthCapCents >= (netCents ?? 0);
  if (isThreshold && isCap && netCents !== null) return { wish: { threshold, netCents, monthCapCents }, wrong: [] };
  const wrong: (keyof AutoTopUpTyped)[] = [];
  if (!isThreshold) wrong.push('threshold');
  if (netCents === null) wrong.push('amount');
  if (!isCap) wrong.push('cap');
  return { wish: null, wrong };
}
