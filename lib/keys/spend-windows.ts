import type { Spend } from '#lib/billing/budgets/key-spend.ts';
import type { NanoUsd } from '#lib/billing/money.ts';

export type SpendWindow = Spend;

export interface CappedWindow extends SpendWindow {
  cap: NanoUsd;
}

export const isCapped = (window: SpendWindow): window is CappedWindow => window.cap !== null;

/** The cap that will be met first as things stand: the fullest one, and of equally full ones that with the least left. */
export function tightestCap(windows: readonly SpendWindow[]): CappedWindow | null {
  return windows.filter(isCapped).sort((a, b) => byFullness(a, b) || byRemainder(a, b))[0] ?? null;
}

/** How full a window is, 0 to 1, for drawing. */
export function fullness({ cap, used }: Pick<CappedWindow, 'cap' | 'used'>): number {
  if (used >= cap) return 1;
  return Number((used * 1_000n) / cap) / 1_000;
}

// a/b > c/d without dividing; a cap of nothing is always full.
function byFullness(a: CappedWindow, b: CappedWindow): number {
  if (a.cap === 0n || b.cap === 0n) return Number(b.cap === 0n) - Number(a.cap === 0n);
  return toSign(b.used * a.cap - a.used * b.cap);
}

const byRemainder = (a: CappedWindow, b: CappedWindow): number => toSign(a.cap - a.used - (b.cap - b.used));

const toSign = (difference: bigint): number => (difference > 0n ? 1 : difference < 0n ? -1 : 0);
