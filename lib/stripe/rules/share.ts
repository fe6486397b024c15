import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { fromCents } from './cents.ts';

export interface Paid {
  /** The credit; the rest of the total is tax. */
  netCents: number;
  totalCents: number;
}

/**
 * The credit for the first `cents` of a payment, rounded down. Zero for zero, exactly the net for the total, and
 * additive: the sum of refunds does not depend on how they are split.
 */
export function creditOf({ netCents, totalCents }: Paid, cents: number): NanoUsd {
  const within = BigInt(Math.min(Math.max(cents, 0), totalCents));
  return totalCents === 0 ? nanoUsd(0n) : nanoUsd((fromCents(netCents) * within) / BigInt(totalCents));
}

/**
 * The most cents that can be refunded when `goneCents` are gone and the account has `available`: the credit they take
 * exists. Less than a cent of credit may remain, because Stripe moves whole cents.
 */
export function refundableCents(paid: Paid, goneCents: number, available: NanoUsd): number {
  const { netCents, totalCents } = paid;
  if (netCents === 0 || goneCents >= totalCents || available <= 0n) return 0;
  const reach = creditOf(paid, goneCents) + available;
  const cents = Number((reach * BigInt(totalCents)) / fromCents(netCents));
  return Math.max(0, Math.min(cents, totalCents) - goneCents);
}
