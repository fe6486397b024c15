import 'server-only';
import { may } from '#lib/accounts/permissions.ts';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { db } from '#lib/db/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';

interface Revoking {
  accountId: string;
  id: string;
  caller: Caller;
}

/** Ends a link at once and deletes what it led to. Revoking twice changes nothing. @throws forbidden */
export function revokeShare(user: { id: string }, { accountId, id, caller }: Revoking): Promise<void> {
  return transaction(async (tx) => {
    const role = await requirePermission(user, accountId, 'playground:use', tx);
    const own = may(role, 'content:manage') ? {} : { userId: user.id };
    const { count } = await tx.playgroundShare.deleteMany({ where: { id, accountId, ...own } });
    if (count > 0) await audit({ action: 'share.revoked', accountId, actorId: user.id, target: id, caller }, tx);
  });
}

/** Deletes what has expired. */
export async function purgeShares(now = new Date()): Promise<void> {
  await db.playgroundShare.deleteMany({ where: { expiresAt: { lte: now } } });
}

/** All links of an account, with the account. */
export async function deleteShares(accountId: string, tx: Transaction): Promise<void> {
  await tx.playgroundShare.deleteMany({ where: { accountId } });
}
