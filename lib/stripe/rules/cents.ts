import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';

const NANO_PER_CENT = 10_000_000n;

/** Stripe's amounts are whole cents of USD, so the conversion is exact. */
export const fromCents = (cents: number): NanoUsd => nanoUsd(BigInt(cents) * NANO_PER_CENT);

export const MIN_TOP_UP_CENTS = 5_00;
export const MAX_TOP_UP_CENTS = 10_000_00;
export const PRESETS_CENTS = [10_00, 25_00, 50_00, 100_00, 250_00] as const;
