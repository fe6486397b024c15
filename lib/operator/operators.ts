import 'server-only';
import { getUserByEmail } from '#lib/accounts/queries.ts';
import { factorColumns, hasSecondFactor, secondFactorRequired, toFactors } from '#lib/accounts/second-factor-rule.ts';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Before anything of the operator's pages, read now: a role taken away is gone with the next request.
 * @throws not_found for everybody else, as if there were no such page; second_factor_required
 */
export async function requireOperatorRole(user: { id: string }): Promise<void> {
  const select = { isOperator: true, emailVerifiedAt: true, ...factorColumns };
  const found = await db.user.findUnique({ where: { id: user.id }, select });
  if (!found?.isOperator || found.emailVerifiedAt === null) throw new AppError('not_found', 'There is no such page.');
  if (!hasSecondFactor(toFactors(found))) throw secondFactorRequired();
}

/** In whose name a command acts. @throws not_found; forbidden */
export async function getOperatorId(email: string): Promise<string> {
  const { id, isOperator } = await getUserByEmail(email);
  if (!isOperator) throw new AppError('forbidden', `${email} does not run this installation.`, { param: 'by' });
  return id;
}

/** Lets a user run this installation, or no longer. @returns whether that was a change @throws not_found */
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
