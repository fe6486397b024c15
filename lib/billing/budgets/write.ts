import 'server-only';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import type { BudgetSubject, BudgetWindow } from '../ledger/hold.ts';
import { isInOrder } from './schema.ts';

export interface BudgetPlace {
  accountId: string;
  subject: BudgetSubject;
  /** An account, a user, a tag, or the first key of a chain of rotations. */
  subjectId: string;
  window: BudgetWindow;
}

export interface NewBudget extends BudgetPlace {
  zone?: string;
  cap: bigint | null;
  alertPercent?: number | null;
  alertAmount?: bigint | null;
}

/**
 * Blocks holds, settlements and releases of the account until the transaction ends, so that the amounts read stay
 * current. Statements that began before restart, and then see budgets added here.
 */
export const lockBudgets = (tx: Transaction, accountId: string) =>
  tx.$executeRaw`UPDATE account_balance SET budget_revision = budget_revision + 1 WHERE account_id = ${accountId}`;

/** Adds a budget; the account's budgets must be locked, or the key must be new in this transaction. */
export async function addBudget(
  tx: Transaction,
  { accountId, subject, subjectId, window, cap, zone = 'UTC', alertPercent = null, alertAmount = null }: NewBudget,
) {
  const id = newId('budget');
  const added = await tx.$executeRaw`
    INSERT INTO budget (id, account_id, subject_kind, subject_id, time_window, zone, cap, alert_percent, alert_amount, starts_at, ends_at)
    SELECT ${id}, ${accountId}, ${subject}::"BudgetSubject", ${subjectId}, ${window}::"BudgetWindow", ${zone}, ${cap}, ${alertPercent},
      ${alertAmount}, w.starts_at, w.ends_at
    FROM budget_window(${window}::"BudgetWindow", ${zone}, clock_timestamp()) w
    ON CONFLICT DO NOTHING`;
  if (added === 0) throw new AppError('conflict', 'There is a cap for this already. Change that one.');
  return id;
}

/** Recounts a budget's spend and holds in the current window. The account's budgets must be locked. */
export async function recountBudget(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE budget SET (starts_at, ends_at) = (SELECT starts_at, ends_at FROM budget_window(time_window, zone, clock_timestamp()))
    WHERE id = ${id}`;
  await tx.$executeRaw`UPDATE budget b SET spent = budget_spent(b), held = budget_held(b) WHERE id = ${id}`;
}

/** For one subject, a cap of a shorter window must not exceed one of a longer window. @throws invalid_value */
export async function assertInOrder(
  tx: Transaction,
  { accountId, subject, subjectId }: Omit<BudgetPlace, 'window'>,
): Promise<void> {
  const where = { accountId, subjectKind: subject, subjectId };
  const caps = await tx.budget.findMany({ where, select: { window: true, cap: true } });
  if (isInOrder(caps)) return;
  const message = 'A cap for a shorter time must not exceed one for a longer time.';
  throw new AppError('invalid_value', message, { param: 'cap' });
}

/** An alert above its cap would never fire. @throws invalid_value */
export function assertAlertWithin({ cap, alertAmount }: { cap: bigint; alertAmount: bigint | null }): void {
  if (alertAmount === null || alertAmount <= cap) return;
  throw new AppError('invalid_value', 'The alert must not exceed the cap.', { param: 'alertAmount' });
}

/** PostgreSQL and Node have separate time zone data. @throws invalid_value */
export async function assertZone(tx: Transaction, zone: string): Promise<void> {
  const known = await tx.$queryRaw<unknown[]>`SELECT 1 FROM pg_timezone_names WHERE name = ${zone}`;
  if (known.length === 0) throw new AppError('invalid_value', 'This time zone is not known.', { param: 'zone' });
}
