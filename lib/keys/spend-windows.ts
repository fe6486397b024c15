import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';

/** A key's budget as it is stored: what it spent on `day` and in `month` counts only while these are the current ones. */
export interface Budget {
  capTotal: bigint | null;
  capDay: bigint | null;
  capMonth: bigint | null;
  held: bigint;
  spentTotal: bigint;
  spentDay: bigint;
  day: Date;
  spentMonth: bigint;
  month: Date;
}

export type WindowName = 'total' | 'month' | 'day';

/** What a key has used in one window, what is held for running requests included. */
export interface SpendWindow {
  window: WindowName;
  cap: NanoUsd | null;
  used: NanoUsd;
  /** UTC; null for `total`, which never resets. */
  resetsAt: Date | null;
}

export interface CappedWindow extends SpendWindow {
  cap: NanoUsd;
}

/** The three windows from longest to shortest, as they stand at `now`. A key without a budget has used nothing. */
export function spendWindows(budget: Budget | null, now: Date): SpendWindow[] {
  const [year, month, day] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  const isToday = budget !== null && budget.day.getTime() >= Date.UTC(year, month, day);
  const isThisMonth = budget !== null && budget.month.getTime() >= Date.UTC(year, month);
  const held = budget?.held ?? 0n;
  const used = (spent: bigint | undefined, counts = true) => nanoUsd(held + (counts ? (spent ?? 0n) : 0n));
  const cap = (amount: bigint | null | undefined) => (amount == null ? null : nanoUsd(amount));
  return [
    { window: 'total', cap: cap(budget?.capTotal), used: used(budget?.spentTotal), resetsAt: null },
    {
      window: 'month',
      cap: cap(budget?.capMonth),
      used: used(budget?.spentMonth, isThisMonth),
      resetsAt: new Date(Date.UTC(year, month + 1)),
    },
    {
      window: 'day',
      cap: cap(budget?.capDay),
      used: used(budget?.spentDay, isToday),
      resetsAt: new Date(Date.UTC(year, month, day + 1)),
    },
  ];
}

/** The cap that will be met first as things stand: the fullest one, and of equally full ones that with the least left. */
export function tightestCap(windows: readonly SpendWindow[]): CappedWindow | null {
  const capped = windows.filter((window): window is CappedWindow => window.cap !== null);
  return capped.sort((a, b) => byFullness(a, b) || byRemainder(a, b))[0] ?? null;
}

/** How full a window is, 0 to 1, for drawing. */
export function fullness({ cap, used }: CappedWindow): number {
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
