import { nanoUsd } from '../money.ts';
import type { HoldResult, ReachedCap } from './hold.ts';
import type { ReachedRow, RefusedRow } from './hold-statements.ts';

/** `again`: the request would fit alone, but came after one that does not. */
export type Verdict = HoldResult | 'again' | 'unregistered' | 'suspended' | 'finished';

/** The verdict on one request: placed without a row, else the refusal with the amounts after its batch. */
export function toVerdict(row: RefusedRow | undefined, amount: bigint): Verdict {
  if (!row || row.is_open) return { placed: true };
  if (row.is_finished) return 'finished';
  if (!row.is_registered) return 'unregistered';
  if (row.is_suspended) return 'suspended';
  if (amount > row.available)
    return {
      ...{ placed: false, reason: 'insufficient_credit', available: nanoUsd(row.available) },
      ...(row.debt > 0n && { debt: nanoUsd(row.debt) }),
    };
  const [first, ...others] = (row.reached ?? []).map(toReachedCap).sort(byReset);
  return first ? { placed: false, reason: 'cap_reached', caps: [first, ...others] } : 'again';
}

export const toReachedCap = ({ id, subject, subject_id, name, time_window, cap, used, ends_at }: ReachedRow) =>
  ({
    budgetId: id,
    subject,
    subjectId: subject_id,
    name,
    window: time_window,
    cap: nanoUsd(BigInt(cap)),
    used: nanoUsd(BigInt(used)),
    resetsAt: ends_at === null ? null : new Date(ends_at),
  }) satisfies ReachedCap;

/** The cap that resets last is first: until then, waiting for the others does not help. */
export const byReset = (one: ReachedCap, other: ReachedCap): number =>
  (other.resetsAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (one.resetsAt?.getTime() ?? Number.MAX_SAFE_INTEGER);
