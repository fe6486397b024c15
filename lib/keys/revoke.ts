import 'server-only';
import { db } from '#lib/db/client.ts';
import { getKey, type KeySummary } from './queries.ts';

/**
 * Ends a key for good, in every process within a second. Answers that are being streamed run to their end.
 * Revoking twice keeps the first date.
 * @throws not_found
 */
export async function revokeKey(accountId: string, id: string, now = new Date()): Promise<KeySummary> {
  await db.apiKey.updateMany({ where: { id, accountId, revokedAt: null }, data: { revokedAt: now } });
  return getKey(accountId, id);
}
