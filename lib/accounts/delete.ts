import 'server-only';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { deleteContent } from '#lib/content/delete.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { queueMail } from '#lib/email/queue.ts';
import { AppError } from '#lib/errors.ts';
import { deleteShares } from '#lib/playground/share/remove.ts';
import { deleteViews } from '#lib/usage/saved/views.ts';
import { removeEndpoints } from '#lib/webhooks/endpoints.ts';

/**
 * Deletes a user with their sessions, second factors and memberships. The personal account stays, nameless and closed,
 * with its ledger and usage, because financial records are never deleted. Its keys stop at once, and the stored content
 * of its requests and its webhooks are deleted.
 * @throws conflict while they are the only owner of an organisation
 */
export async function deleteUser(
  user: { id: string; email: string; locale: string },
  caller: Caller,
  now = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    await assertLeavesNoOrphan(tx, user.id);
    const personal = await tx.account.findFirstOrThrow({
      where: { kind: 'personal', memberships: { some: { userId: user.id, role: 'owner' } } },
    });
    await tx.apiKey.updateMany({ where: { accountId: personal.id, revokedAt: null }, data: { revokedAt: now } });
    await tx.account.update({ where: { id: personal.id }, data: { name: '', suspendedAt: now } });
    await deleteContent({ accountId: personal.id }, tx);
    await deleteShares(personal.id, tx);
    await removeEndpoints(personal.id, tx);
    await deleteViews(personal.id, tx);
    await tx.user.delete({ where: { id: user.id } });
    await audit({ action: 'user.deleted', accountId: personal.id, userId: user.id, actorId: user.id, caller, now }, tx);
    await queueMail(tx, [{ name: 'accountDeleted', to: user.email, locale: user.locale, values: {} }]);
  });
}

async function assertLeavesNoOrphan(tx: Transaction, userId: string): Promise<void> {
  const orphan = await tx.account.findFirst({
    where: {
      kind: 'organisation',
      memberships: { some: { userId, role: 'owner' }, none: { userId: { not: userId }, role: 'owner' } },
    },
    select: { name: true },
  });
  if (orphan) throw new AppError('conflict', `Make somebody else an owner of ${orphan.name} first.`);
}
