import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { may, type Permission } from './permissions.ts';
import {
  factorColumns,
  hasSecondFactor,
  needsSecondFactor,
  secondFactorRequired,
  toFactors,
} from './second-factor-rule.ts';

/**
 * The user's role in the account, read now, so that a revoked role has no effect from the next request on.
 * @throws not_found for an account that is not the user's, whether it exists or not; forbidden for a role without the
 * permission; second_factor_required for an owner or admin of an organisation without one
 */
export async function requirePermission(
  user: { id: string },
  accountId: string,
  permission: Permission,
  tx: Transaction = db,
): Promise<Role> {
  const where = { userId_accountId: { userId: user.id, accountId } };
  const select = { role: true, account: { select: { kind: true } }, user: { select: factorColumns } };
  const membership = await tx.membership.findUnique({ where, select });
  if (!membership) throw new AppError('not_found', 'There is no such account.');
  if (!may(membership.role, permission))
    throw new AppError('forbidden', 'Your role in this account does not allow this.');
  const { role, account, user: holder } = membership;
  if (needsSecondFactor(account.kind, role) && !hasSecondFactor(toFactors(holder))) throw secondFactorRequired();
  return role;
}

/** Serialises changes to an account and its members. Rows that only refer to the account do not wait. */
export async function lockAccount(tx: Transaction, accountId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "account" WHERE "id" = ${accountId} FOR NO KEY UPDATE`;
}
