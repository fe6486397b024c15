import { nanoUsd } from '../money.ts';
import type { BudgetWindow, HoldResult } from './hold.ts';
import type { RefusedRow } from './place-hold.ts';

/** `again`: it would fit by itself, and only stood behind one that does not. */
export type Verdict = HoldResult | 'again' | 'unregistered' | 'suspended' | 'finished';

/** What the database said of one request: nothing, if it was placed, or why not, in figures from after its batch. */
export function toVerdict(row: RefusedRow | undefined, amount: bigint): Verdict {
  if (!row || row.is_open) return { placed: true };
  if (row.is_finished) return 'finished';
  if (!row.is_registered) return 'unregistered';
  if (row.is_suspended) return 'suspended';
  if (amount > row.available)
    return { placed: false, reason: 'insufficient_credit', available: nanoUsd(row.available) };
  return (
    overCap('total', amount, row.cap_total, row.used_total, null) ??
    overCap('day', amount, row.cap_day, row.used_day, row.next_day) ??
    overCap('month', amount, row.cap_month, row.used_month, row.next_month) ??
    'again'
  );
}

function overCap(
  window: BudgetWindow,
  amount: bigint,
  cap: bigint | null,
  used: bigint,
  resetsAt: Date | null,
): HoldResult | null {
  if (cap === null || used + amount <= cap) return null;
  return { placed: false, reason: 'key_limit', window, cap: nanoUsd(cap), used: nanoUsd(used), resetsAt };
}
