import 'server-only';
import { getUserByEmail } from '#lib/accounts/queries.ts';
import { factorColumns, hasSecondFactor, secondFactorRequired, toFactors } from '#lib/accounts/second-factor-rule.ts';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Guards every operator page. The role is read now, so that a revoked one has no effect from the next request on.
 * @throws not_found for other users, as if the page did not exist; second_factor_required
 */
export async function requireOperatorRole(user: { id: string }): Promise<void> {
  const select = { isOperator: true, emailVerifiedAt: true, ...factorColumns };
  const found = await db.user.findUnique({ where: { id: user.id }, select });
  if (!found?.isOperator || found.emailVerifiedAt === null) throw new AppError('not_found', 'There is no such page.');
  if (!hasSecondFactor(toFactors(found))) throw secondFactorRequired();
}

/** The id of the operator on whose behalf a command acts. @throws not_found; forbidden */
export async function getOperatorId(email: string): Promise<string> {
  const { id, isOperator } = await getUserByEmail(email);
  if (!isOperator) throw new AppError('forbidden', `${email} does not run this installation.`, { param: 'by' });
  return id;
}

/** Makes a user an operator, or no longer. @returns whether that was a change @throws not_found */
export async function setOperator(email: string, isOperator: boolean, by: Circumstances): Promise<boolean> {
  const { id } = await getUserByEmail(email);
  return transaction(async (tx) => {
    const where = { id, isOperator: !isOperator };
    const { count } = await tx.user.updateMany({ where, data: { isOperator } });
    if (count === 0) return false;
    await audit({ action: isOperator ? 'operator.added' : 'operator.removed', userId: id, ...by }, tx);
    return true;
  });
}
