import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import {
  assertAlertWithin,
  assertInOrder,
  assertZone,
  lockBudgets,
  recountBudget,
} from '#lib/billing/budgets/write.ts';
import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit } from '#lib/edit.ts';
import { AppError } from '#lib/errors.ts';

interface CapSettings {
  cap: bigint;
  zone: string;
  alertPercent: number | null;
  alertAmount: bigint | null;
}

interface CapAt {
  accountId: string;
  id: string;
}

/**
 * Changes a cap's amount, or its time zone: then the spend of the current window is counted anew.
 * @throws not_found; forbidden; conflict when it was changed meanwhile; invalid_value
 */
export function changeCap(
  user: { id: string },
  { accountId, id, edit }: CapAt & { edit: Edit<CapSettings> },
  caller: Caller,
): Promise<void> {
  return transaction(async (tx) => {
    await requirePermission(user, accountId, 'billing:manage', tx);
    await lockBudgets(tx, accountId);
    const found = await getCap(tx, { accountId, id });
    const { cap, zone, alertPercent, alertAmount, subjectKind: subject, subjectId, window } = found;
    assertUnchanged({ cap, zone, alertPercent, alertAmount }, edit);
    const { after } = edit;
    if (Object.keys(after).length === 0) return;
    assertAlertWithin({ cap, alertAmount, ...after });
    // A changed cap can refuse again in the same window, which is reported again.
    const again = after.cap === undefined ? {} : { reachedIn: null };
    await tx.budget.update({ where: { id }, data: { ...after, ...again } });
    if (after.zone !== undefined && after.zone !== zone) {
      await assertZone(tx, after.zone);
      await recountBudget(tx, id);
    }
    await assertInOrder(tx, { accountId, subject, subjectId });
    const details = { subject, subjectId, window, changed: Object.keys(after) };
    const target = `${toUsd(nanoUsd(after.cap ?? cap))} USD`;
    await audit({ action: 'cap.changed', accountId, actorId: user.id, caller, target, details }, tx);
  });
}

/** Removes a cap. The total spend of a key is still counted. @throws not_found; forbidden */
export function removeCap(user: { id: string }, { accountId, id }: CapAt, caller: Caller): Promise<void> {
  return transaction(async (tx) => {
    await requirePermission(user, accountId, 'billing:manage', tx);
    await lockBudgets(tx, accountId);
    const { cap, subjectKind: subject, subjectId, window, zone } = await getCap(tx, { accountId, id });
    if (subject === 'key' && window === 'total')
      await tx.budget.update({ where: { id }, data: { cap: null, alertPercent: null, alertAmount: null } });
    else await tx.budget.delete({ where: { id } });
    const details = { subject, subjectId, window, zone };
    const target = `${toUsd(nanoUsd(cap))} USD`;
    await audit({ action: 'cap.removed', accountId, actorId: user.id, caller, target, details }, tx);
  });
}

async function getCap(tx: Transaction, { accountId, id }: CapAt) {
  const found = await tx.budget.findFirst({ where: { id, accountId } });
  if (found?.cap == null) throw new AppError('not_found', 'There is no such cap.');
  return { ...found, cap: found.cap };
}
