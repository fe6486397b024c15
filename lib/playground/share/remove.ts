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

/** Revokes a link and deletes its content immediately. Revoking twice has no effect. @throws forbidden */
export function revokeShare(user: { id: string }, { accountId, id, caller }: Revoking): Promise<void> {
  return transaction(async (tx) => {
    const role = await requirePermission(user, accountId, 'playground:use', tx);
    const own = may(role, 'content:manage') ? {} : { userId: user.id };
    const { count } = await tx.playgroundShare.deleteMany({ where: { id, accountId, ...own } });
    if (count > 0) await audit({ action: 'share.revoked', accountId, actorId: user.id, target: id, caller }, tx);
  });
}

/** Deletes expired links. */
export async function purgeShares(now = new Date()): Promise<void> {
  await db.playgroundShare.deleteMany({ where: { expiresAt: { lte: now } } });
}

/** Deletes all links of an account, when the account is deleted. */
export async function deleteShares(accountId: string, tx: Transaction): Promise<void> {
  await tx.playgroundShare.deleteMany({ where: { accountId } });
}
