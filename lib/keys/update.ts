import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit, type Circumstances } from '#lib/audit/audit.ts';
import { lockBudgets } from '#lib/billing/budgets/write.ts';
import { shortenContent } from '#lib/content/delete.ts';
import { isLonger, keyRetention } from '#lib/content/retention.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit } from '#lib/edit.ts';
import { changeCaps, readCaps } from './change-caps.ts';
import { lockChangeableKey } from './lock.ts';
import { getKey, type KeySummary } from './queries.ts';
import { assertExpiry } from './schema.ts';
import { type KeySettings, settingsOf } from './settings.ts';

/**
 * Renames a key, or changes its caps, limits and rights. Fields absent from the edit stay unchanged.
 * @throws not_found; forbidden to a role that may not have more stored; conflict when the key was revoked or changed
 * meanwhile; invalid_value when caps or expiry are inconsistent
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
  await transaction(async (tx) => {
    const key = await lockChangeableKey(tx, accountId, id);
    const withCaps = CAPS.some((cap) => cap in edit.after);
    // A key and its replacement share budgets, so the lock on the key's row does not serialise changes of caps.
    if (withCaps) await lockBudgets(tx, accountId);
    const capped = { accountId, keyId: key.budgetId };
    assertUnchanged(settingsOf(key, await readCaps(tx, capped)), edit);
    // The log names the changed fields, not their values.
    const details = { changed: Object.keys(edit.after) };
    if (details.changed.length === 0) return;
    if (withCaps) await changeCaps(tx, capped, { capTotal, capMonth, capDay });
    await changeRetention(tx, { accountId, before: key, retention: columns.retention, by });
    await tx.apiKey.update({ where: { id }, data: columns });
    await audit({ action: 'key.updated', accountId, target: id, details, ...by }, tx);
  });
  return getKey(accountId, id);
}

interface RetentionChange {
  accountId: string;
  before: Pick<KeySummary, 'id' | 'retention'>;
  retention: KeySettings['retention'] | undefined;
  by: Circumstances;
}

/** Storing less also shortens content stored already; storing more needs the permission to manage content. */
async function changeRetention(tx: Transaction, { accountId, before, retention, by }: RetentionChange): Promise<void> {
  if (retention === undefined) return;
  const [from, to] = [keyRetention(before.retention), keyRetention(retention)];
  if (isLonger(to, from) && by.actorId) await requirePermission({ id: by.actorId }, accountId, 'content:manage', tx);
  if (isLonger(from, to)) await shortenContent({ keyId: before.id }, to, tx);
}

const CAPS = ['capTotal', 'capMonth', 'capDay'] as const;
