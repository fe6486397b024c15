import 'server-only';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { deleteContent } from '#lib/content/delete.ts';
import { transaction } from '#lib/db/transaction.ts';
import { getKey, type KeySummary } from './queries.ts';

/**
 * Revokes a key, in every process within a second. Responses already streaming are completed. The stored content of
 * its requests is deleted. Revoking twice keeps the first date.
 * @throws not_found
 */
export async function revokeKey(accountId: string, id: string, by: Circumstances = {}): Promise<KeySummary> {
  await transaction(async (tx) => {
    const where = { id, accountId, revokedAt: null };
    const { count } = await tx.apiKey.updateMany({ where, data: { revokedAt: by.now ?? new Date() } });
    if (count === 0) return;
    await deleteContent({ keyId: id }, tx);
    await audit({ action: 'key.revoked', accountId, target: id, ...by }, tx);
  });
  return getKey(accountId, id);
}
