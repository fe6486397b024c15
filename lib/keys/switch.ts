import 'server-only';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { transaction } from '#lib/db/transaction.ts';
import { lockChangeableKey } from './lock.ts';

/**
 * Enables or disables a key.
 * @returns whether that changed the key @throws not_found; conflict when the key was revoked
 */
export function switchKey(
  accountId: string,
  { id, isEnabled }: { id: string; isEnabled: boolean },
  by: Circumstances = {},
): Promise<boolean> {
  return transaction(async (tx) => {
    const { disabledAt } = await lockChangeableKey(tx, accountId, id);
    if ((disabledAt === null) === isEnabled) return false;
    await tx.apiKey.update({ where: { id }, data: { disabledAt: isEnabled ? null : (by.now ?? new Date()) } });
    const details = { changed: [isEnabled ? 'enabled' : 'disabled'] };
    await audit({ action: 'key.updated', accountId, target: id, details, ...by }, tx);
    return true;
  });
}
