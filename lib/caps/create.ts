import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import type { CreateCapInput } from '#lib/billing/budgets/schema.ts';
import {
  addBudget,
  assertAlertWithin,
  assertInOrder,
  assertZone,
  type BudgetPlace,
  lockBudgets,
  recountBudget,
} from '#lib/billing/budgets/write.ts';
import { toUsd } from '#lib/billing/money.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { isTag } from '#lib/usage/tags.ts';

const MOST_CAPS = 500;

/**
 * Caps the spend of an account, a member's keys, a key or a tag per window. Spend of the current window counts.
 * @throws not_found; forbidden; conflict when such a cap exists or there are too many; invalid_value
 */
export function createCap(
  user: { id: string },
  { accountId, ...input }: CreateCapInput & { accountId: string },
  caller: Caller,
): Promise<string> {
  return transaction(async (tx) => {
    await requirePermission(user, accountId, 'billing:manage', tx);
    await assertZone(tx, input.zone);
    assertAlertWithin(input);
    const place = { accountId, subject: input.subject, window: input.window };
    const subjectId = await findSubject(tx, accountId, input);
    await lockBudgets(tx, accountId);
    if ((await tx.budget.count({ where: { accountId, cap: { not: null } } })) >= MOST_CAPS)
      throw new AppError('conflict', `An account has at most ${MOST_CAPS} caps.`);
    const id = await putCap(tx, { ...place, subjectId }, input);
    await assertInOrder(tx, { ...place, subjectId });
    const details = { subject: input.subject, subjectId, window: input.window, zone: input.zone };
    const target = `${toUsd(input.cap)} USD`;
    await audit({ action: 'cap.created', accountId, actorId: user.id, caller, target, details }, tx);
    return id;
  });
}

/** A key's total spend has a budget from its creation, so there only the cap is added. */
async function putCap(tx: Transaction, place: BudgetPlace, { zone, cap, alertPercent, alertAmount }: CreateCapInput) {
  const { accountId, subject: subjectKind, subjectId, window } = place;
  const where = { accountId, subjectKind, subjectId, window, cap: null };
  const data = { cap, alertPercent, alertAmount };
  const [counted] = await tx.budget.updateManyAndReturn({ where, data, select: { id: true } });
  if (counted) return counted.id;
  const id = await addBudget(tx, { ...place, zone, ...data });
  await recountBudget(tx, id);
  return id;
}

async function findSubject(
  tx: Transaction,
  accountId: string,
  { subject, subjectId }: CreateCapInput,
): Promise<string> {
  if (subject === 'account') return accountId;
  const id = subjectId ?? '';
  if (subject === 'tag') {
    if (!isTag(id)) throw new AppError('invalid_value', 'Expected a tag such as team=search.', { param: 'subjectId' });
    return id;
  }
  if (subject === 'member') {
    const membership = await tx.membership.findUnique({ where: { userId_accountId: { userId: id, accountId } } });
    if (!membership) throw new AppError('not_found', 'There is no such member.');
    return id;
  }
  const key = await tx.apiKey.findFirst({ where: { id, accountId, revokedAt: null }, select: { budgetId: true } });
  if (!key) throw new AppError('not_found', 'There is no such key.');
  return key.budgetId;
}
