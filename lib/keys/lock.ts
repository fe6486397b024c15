import 'server-only';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { type KeySummary, keyNotFound, keySummary } from './queries.ts';

/** Changes of one key wait for each other from here to the end of the transaction. Requests with it do not wait. */
export const lockKey = (tx: Transaction, accountId: string, id: string) =>
  tx.$queryRaw`SELECT 1 FROM api_key WHERE id = ${id} AND account_id = ${accountId} FOR NO KEY UPDATE`;

/** @throws not_found; conflict when it was revoked */
export async function lockChangeableKey(
  tx: Transaction,
  accountId: string,
  id: string,
  { withCaps = false } = {},
): Promise<KeySummary & { budgetId: string }> {
  await lockKey(tx, accountId, id);
  // A key and the one that replaces it share a budget, so their own rows do not keep changes of its caps apart.
  if (withCaps) {
    await tx.$queryRaw`
      SELECT 1 FROM key_budget WHERE key_id = (SELECT budget_id FROM api_key WHERE id = ${id}) FOR NO KEY UPDATE`;
  }
  const key = await tx.apiKey.findFirst({ where: { id, accountId }, select: { ...keySummary, budgetId: true } });
  if (!key) throw keyNotFound();
  if (key.revokedAt) throw new AppError('conflict', 'This key was revoked and cannot be changed.');
  return key;
}
