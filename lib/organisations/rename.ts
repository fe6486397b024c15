import 'server-only';
import { lockAccount, requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit } from '#lib/edit.ts';

interface Renaming extends Edit<{ name: string }> {
  accountId: string;
}

/** @throws not_found; forbidden; conflict when it was renamed meanwhile */
export function renameAccount(user: { id: string }, { accountId, ...edit }: Renaming, caller: Caller): Promise<void> {
  return transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await requirePermission(user, accountId, 'account:update', tx);
    assertUnchanged(await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { name: true } }), edit);
    const { name } = edit.after;
    if (name === undefined) return;
    await tx.account.update({ where: { id: accountId }, data: { name } });
    await audit({ action: 'organisation.renamed', accountId, actorId: user.id, target: name, caller }, tx);
  });
}
