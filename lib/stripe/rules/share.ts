import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { fromCents } from './cents.ts';

export interface Paid {
  /** What was credited; the rest of the total is tax. */
  netCents: number;
  totalCents: number;
}

/**
 * The credit that belongs to the first `cents` of a payment, rounded down. Nothing for nothing, exactly the net for all of it,
 * and additive: what refunds take does not depend on how they are cut.
 */
export function creditOf({ netCents, totalCents }: Paid, cents: number): NanoUsd {
  const within = BigInt(Math.min(Math.max(cents, 0), totalCents));
  return totalCents === 0 ? nanoUsd(0n) : nanoUsd((fromCents(netCents) * within) / BigInt(totalCents));
}

/**
 * The most cents that can go back when `goneCents` have gone already and the account has `available`: what they take is there.
 * Less than a cent of credit may stay behind, because Stripe moves whole cents.
 */
export function refundableCents(paid: Paid, goneCents: number, available: NanoUsd): number {
  const { netCents, totalCents } = paid;
  if (netCents === 0 || goneCents >= totalCents || available <= 0n) return 0;
  const reach = creditOf(paid, goneCents) + available;
  const cents = Number((reach * BigInt(totalCents)) / fromCents(netCents));
  return Math.max(0, Math.min(cents, totalCents) - goneCents);
}
