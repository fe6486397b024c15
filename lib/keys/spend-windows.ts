import type { Spend } from '#lib/billing/budgets/key-spend.ts';
import type { NanoUsd } from '#lib/billing/money.ts';

export type SpendWindow = Spend;

export interface CappedWindow extends SpendWindow {
  cap: NanoUsd;
}

export const isCapped = (window: SpendWindow): window is CappedWindow => window.cap !== null;

/** The cap closest to its limit: the fullest one, and of equally full ones the one with the smallest remainder. */
export function tightestCap(windows: readonly SpendWindow[]): CappedWindow | null {
  return windows.filter(isCapped).sort((a, b) => byFullness(a, b) || byRemainder(a, b))[0] ?? null;
}

/** The used part of the cap, 0 to 1, for charts. */
export function fullness({ cap, used }: Pick<CappedWindow, 'cap' | 'used'>): number {
  if (used >= cap) return 1;
  return Number((used * 1_000n) / cap) / 1_000;
}

// Compares a/b with c/d without division; a cap of zero is always full.
function byFullness(a: CappedWindow, b: CappedWindow): number {
  if (a.cap === 0n || b.cap === 0n) return Number(b.cap === 0n) - Number(a.cap === 0n);
  return toSign(b.used * a.cap - a.used * b.cap);
}

const byRemainder = (a: CappedWindow, b: CappedWindow): number => toSign(a.cap - a.used - (b.cap - b.used));

const toSign = (difference: bigint): number => (difference > 0n ? 1 : difference < 0n ? -1 : 0);
