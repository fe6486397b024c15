import 'server-only';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { type Caps, problemOf } from './caps.ts';
import { assertExpiry } from './expiry.ts';
import { type KeySummary, keyNotFound, keySummary } from './queries.ts';
import type { UpdateKeyInput } from './schema.ts';

/**
 * Renames a key, changes its caps, limits and rights, or switches it on and off. What `changes` leaves out stays.
 * @throws not_found; conflict when the key was revoked; invalid_value when caps or expiry make no sense
 */
export async function updateKey(
  accountId: string,
  id: string,
  changes: UpdateKeyInput,
  by: Circumstances = {},
): Promise<KeySummary> {
  const now = by.now ?? new Date();
  const { isEnabled, capTotal, capMonth, capDay, ...columns } = changes;
  if (columns.expiresAt !== undefined) assertExpiry(columns.expiresAt, now);
  return transaction(async (tx) => {
    const budgetId = await findChangeable(tx, accountId, id);
    await changeCaps(tx, budgetId, { capTotal, capMonth, capDay });
    const disabledAt = isEnabled === undefined ? undefined : isEnabled ? null : now;
    const key = await tx.apiKey.update({ where: { id }, data: { ...columns, disabledAt }, select: keySummary });
    const details = { changed: namesOf(changes) };
    await audit({ action: 'key.updated', accountId, target: id, details, ...by }, tx);
    return key;
  });
}

/** For the log: what was changed, not to what. */
const namesOf = ({ isEnabled, ...others }: UpdateKeyInput): string[] => [
  ...Object.keys(others),
  ...(isEnabled === undefined ? [] : [isEnabled ? 'enabled' : 'disabled']),
];

/** The id of the key's budget. */
async function findChangeable(tx: Transaction, accountId: string, id: string): Promise<string> {
  const key = await tx.apiKey.findFirst({ where: { id, accountId }, select: { revokedAt: true, budgetId: true } });
  if (!key) throw keyNotFound();
  if (key.revokedAt) throw new AppError('conflict', 'This key was revoked and cannot be changed.');
  return key.budgetId;
}

async function changeCaps(tx: Transaction, budgetId: string, changes: Partial<Caps>): Promise<void> {
  if (Object.values(changes).every((cap) => cap === undefined)) return;
  // Checked after writing: the row is locked by then, so two changes at once cannot each be right and wrong together.
  const caps = await tx.keyBudget.update({
    where: { keyId: budgetId },
    data: changes,
    select: { capTotal: true, capMonth: true, capDay: true },
  });
  const problem = problemOf(caps);
  if (problem) throw new AppError('invalid_value', problem.message, { param: problem.field });
}
