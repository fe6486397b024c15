import 'server-only';
import { lockAccount } from '#lib/accounts/require-permission.ts';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';

interface Suspension {
  accountId: string;
  isSuspended: boolean;
  reason: string;
}

/**
 * Suspends an account: its keys, sessions and top-ups are refused until it is resumed. Running requests end as usual.
 * @returns whether that was a change
 * @throws not_found; conflict for the account of a deleted user, which stays closed
 */
export function setSuspended({ accountId, isSuspended, reason }: Suspension, by: Circumstances): Promise<boolean> {
  return transaction(async (tx) => {
    await lockAccount(tx, accountId);
    const members = { _count: { select: { memberships: true } } };
    const account = await tx.account.findUnique({
      where: { id: accountId },
      select: { suspendedAt: true, ...members },
    });
    if (!account) throw new AppError('not_found', 'There is no such account.');
    if (account._count.memberships === 0) throw new AppError('conflict', 'The user of this account was deleted.');
    if ((account.suspendedAt !== null) === isSuspended) return false;
    const suspendedAt = isSuspended ? (by.now ?? new Date()) : null;
    await tx.account.update({ where: { id: accountId }, data: { suspendedAt } });
    const action = isSuspended ? 'account.suspended' : 'account.resumed';
    await audit({ action, accountId, details: { reason }, ...by }, tx);
    return true;
  });
}
