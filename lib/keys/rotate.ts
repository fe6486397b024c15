import 'server-only';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { insertKey, type NewKey } from './create.ts';
import { lockKey } from './lock.ts';
import { getKey, keyNotFound } from './queries.ts';
import type { RotateKeyInput } from './schema.ts';

/**
 * Replaces a key by a new one with the same settings. The old one works until the grace period ends. Both share one
 * budget, so rotating neither resets nor doubles a cap.
 * @throws not_found; conflict when the key no longer works or was replaced before
 */
export async function rotateKey(
  accountId: string,
  id: string,
  { graceSeconds }: RotateKeyInput,
  by: Circumstances = {},
): Promise<NewKey> {
  const now = by.now ?? new Date();
  const { key, secret } = await transaction(async (tx) => {
    const old = await findLocked(tx, accountId, id);
    if (old.revokedAt || old.rotatedToId || (old.expiresAt && old.expiresAt <= now)) {
      throw new AppError('conflict', 'This key no longer works or was replaced before. Create a new one instead.');
    }
    const shared = { expiresAt: old.expiresAt, budget: { id: old.budgetId } };
    const fresh = await insertKey(tx, { ...old.settings, ...shared, accountId, createdAt: now });
    const endOfGrace = new Date(now.getTime() + graceSeconds * 1000);
    const expiresAt = old.expiresAt && old.expiresAt < endOfGrace ? old.expiresAt : endOfGrace;
    await tx.apiKey.update({ where: { id }, data: { expiresAt, rotatedToId: fresh.key.id } });
    const details = { newKey: fresh.key.id, graceSeconds };
    await audit({ action: 'key.rotated', accountId, target: id, details, ...by }, tx);
    return fresh;
  });
  return { key: await getKey(accountId, key.id), secret };
}

const inherited = {
  name: true,
  mode: true,
  models: true,
  allowedIps: true,
  requestsPerMinute: true,
  tokensPerMinute: true,
  concurrency: true,
  acceptsSuccessors: true,
  readsAccountUsage: true,
  retention: true,
  createdById: true,
} as const;

/** The row lock serialises simultaneous rotations, so the second finds the key replaced. */
async function findLocked(tx: Transaction, accountId: string, id: string) {
  await lockKey(tx, accountId, id);
  const found = await tx.apiKey.findFirst({
    where: { id, accountId },
    select: {
      ...inherited,
      expiresAt: true,
      revokedAt: true,
      rotatedToId: true,
      budgetId: true,
    },
  });
  if (!found) throw keyNotFound();
  const { expiresAt, revokedAt, rotatedToId, budgetId, ...settings } = found;
  return { settings, expiresAt, revokedAt, rotatedToId, budgetId };
}
