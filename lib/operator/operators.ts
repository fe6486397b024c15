import 'server-only';
import { getUserByEmail } from '#lib/accounts/queries.ts';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';

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
