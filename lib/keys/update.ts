import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { shortenContent } from '#lib/content/delete.ts';
import { isLonger, keyRetention } from '#lib/content/retention.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit } from '#lib/edit.ts';
import { AppError } from '#lib/errors.ts';
import { lockChangeableKey } from './lock.ts';
import { type KeySummary, keySummary } from './queries.ts';
import { assertExpiry } from './schema.ts';
import { type Caps, type KeySettings, problemOf, settingsOf } from './settings.ts';

/**
 * Renames a key, or changes its caps, limits and rights. What the edit leaves out stays.
 * @throws not_found; forbidden to a role that may not have more stored; conflict when the key was revoked or changed
 * meanwhile; invalid_value when caps or expiry make no sense
 */
export async function updateKey(
  accountId: string,
  id: string,
  edit: Edit<KeySettings>,
  by: Circumstances = {},
): Promise<KeySummary> {
  const now = by.now ?? new Date();
  const { capTotal, capMonth, capDay, ...columns } = edit.after;
  if (columns.expiresAt !== undefined) assertExpiry(columns.expiresAt, now);
  return transaction(async (tx) => {
    const withCaps = CAPS.some((cap) => cap in edit.after);
    const current = await lockChangeableKey(tx, accountId, id, { withCaps });
    assertUnchanged(settingsOf(current), edit);
    // For the log: what was changed, not to what.
    const details = { changed: Object.keys(edit.after) };
    if (details.changed.length === 0) return current;
    if (withCaps) await changeCaps(tx, current.budgetId, { capTotal, capMonth, capDay });
    await changeRetention(tx, { accountId, before: current, retention: columns.retention, by });
    const key = await tx.apiKey.update({ where: { id }, data: columns, select: keySummary });
    await audit({ action: 'key.updated', accountId, target: id, details, ...by }, tx);
    return key;
  });
}

interface RetentionChange {
  accountId: string;
  before: Pick<KeySummary, 'id' | 'retention'>;
  retention: KeySettings['retention'] | undefined;
  by: Circumstances;
}

/** Less counts for what is stored already; more is for those to decide who decide for the account. */
async function changeRetention(tx: Transaction, { accountId, before, retention, by }: RetentionChange): Promise<void> {
  if (retention === undefined) return;
  const [from, to] = [keyRetention(before.retention), keyRetention(retention)];
  if (isLonger(to, from) && by.actorId) await requirePermission({ id: by.actorId }, accountId, 'content:manage', tx);
  if (isLonger(from, to)) await shortenContent({ keyId: before.id }, to, tx);
}

const CAPS = ['capTotal', 'capMonth', 'capDay'] as const;

async function changeCaps(tx: Transaction, budgetId: string, changes: Partial<Caps>): Promise<void> {
  const caps = await tx.keyBudget.update({
    where: { keyId: budgetId },
    data: changes,
    select: { capTotal: true, capMonth: true, capDay: true },
  });
  const problem = problemOf(caps);
  if (problem) throw new AppError('invalid_value', problem.message, { param: problem.field });
}
