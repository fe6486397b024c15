import 'server-only';
import { lockAccount, requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { LOW_BALANCE } from '#lib/billing/low-balance.ts';
import { type NanoUsd, nanoUsd, toUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit } from '#lib/edit.ts';

/** The balance below which an account is notified; null for never. */
export async function getLowBalanceAlert(accountId: string, tx: Transaction = db): Promise<NanoUsd | null> {
  const row = await tx.accountBalance.findUnique({ where: { accountId }, select: { lowAt: true } });
  if (!row) return LOW_BALANCE;
  return row.lowAt === null ? null : nanoUsd(row.lowAt);
}

interface AlertEdit extends Edit<{ amount: NanoUsd | null }> {
  accountId: string;
}

/**
 * Sets the threshold; null turns the notice off. A balance that is already below causes no notice until it was above.
 * @throws not_found; forbidden; conflict when it was changed meanwhile
 */
export function setLowBalanceAlert(
  user: { id: string },
  { accountId, ...edit }: AlertEdit,
  caller: Caller,
): Promise<void> {
  return transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await requirePermission(user, accountId, 'billing:manage', tx);
    const known = await getLowBalanceAlert(accountId, tx);
    assertUnchanged({ amount: known }, edit);
    const { amount } = edit.after;
    if (amount === undefined || amount === known) return;
    const alert = { lowAt: amount };
    await tx.accountBalance.upsert({ where: { accountId }, create: { accountId, ...alert }, update: alert });
    const event = { accountId, actorId: user.id, caller };
    if (amount === null) await audit({ ...event, action: 'low_balance_alert.removed' }, tx);
    else await audit({ ...event, action: 'low_balance_alert.set', target: `${toUsd(amount)} USD` }, tx);
  });
}
