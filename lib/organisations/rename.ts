import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { transaction } from '#lib/db/transaction.ts';

interface Renaming {
  accountId: string;
  name: string;
}

/** @throws not_found; forbidden */
export function renameAccount(user: { id: string }, { accountId, name }: Renaming, caller: Caller): Promise<void> {
  return transaction(async (tx) => {
    await requirePermission(user, accountId, 'account:update', tx);
    await tx.account.update({ where: { id: accountId }, data: { name } });
    await audit({ action: 'organisation.renamed', accountId, actorId: user.id, target: name, caller }, tx);
  });
}
