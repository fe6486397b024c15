import 'server-only';
import { z } from 'zod';
import { lockAccount, requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import type { Retention } from '#lib/db/generated/enums.ts';
import { transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit, editInput } from '#lib/edit.ts';
import { deleteContent, shortenContent } from './delete.ts';
import { isLonger, RETENTIONS } from './retention.ts';

const setting = z.strictObject({ retention: z.enum(RETENTIONS) });

export const retentionInput = editInput(setting, setting);

interface Setting extends Edit<{ retention: Retention }> {
  accountId: string;
}

/**
 * Sets how long an account's prompts and responses are stored. A shorter time also applies to content stored already.
 * @throws not_found; forbidden; conflict when it was changed meanwhile
 */
export function setRetention(user: { id: string }, { accountId, ...edit }: Setting, caller: Caller): Promise<void> {
  return transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await requirePermission(user, accountId, 'content:manage', tx);
    const current = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { retention: true } });
    assertUnchanged(current, edit);
    const { retention } = edit.after;
    if (retention === undefined || retention === current.retention) return;
    await tx.account.update({ where: { id: accountId }, data: { retention } });
    if (isLonger(current.retention, retention)) await shortenContent({ accountId }, retention, tx);
    const details = { from: current.retention, to: retention };
    await audit({ action: 'content.retention_set', accountId, actorId: user.id, details, caller }, tx);
  });
}

/** Deletes all stored content of an account now and keeps the setting. @returns the number of requests */
export function deleteStored(user: { id: string }, accountId: string, caller: Caller): Promise<number> {
  return transaction(async (tx) => {
    await requirePermission(user, accountId, 'content:manage', tx);
    const count = await deleteContent({ accountId }, tx);
    const details = { count };
    await audit({ action: 'content.deleted', accountId, actorId: user.id, details, caller }, tx);
    return count;
  });
}
