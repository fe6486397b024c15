import 'server-only';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { type KeyColumns, keyColumns, keyNotFound } from './queries.ts';

/** Serialises changes of one key until the transaction ends. Requests with the key do not wait. */
export const lockKey = (tx: Transaction, accountId: string, id: string) =>
  tx.$queryRaw`SELECT 1 FROM api_key WHERE id = ${id} AND account_id = ${accountId} FOR NO KEY UPDATE`;

/** @throws not_found; conflict when it was revoked */
export async function lockChangeableKey(tx: Transaction, accountId: string, id: string): Promise<KeyColumns> {
  await lockKey(tx, accountId, id);
  const key = await tx.apiKey.findFirst({ where: { id, accountId }, select: keyColumns });
  if (!key) throw keyNotFound();
  if (key.revokedAt) throw new AppError('conflict', 'This key was revoked and cannot be changed.');
  return key;
}
