import 'server-only';
import { lockAccount, requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { type NanoUsd, nanoUsd, toUsd, ZERO_USD } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit } from '#lib/edit.ts';

export interface SpendAlert {
  /** The monthly spend above which a mail is sent; null without an alert. */
  amount: NanoUsd | null;
  /** The spend of the current month (UTC). */
  spent: NanoUsd;
}

/** The first day of the current month, UTC. */
export const THIS_MONTH = `date_trunc('month', now() AT TIME ZONE 'utc')::date`;

/** An account's spend of the current month, in SQL. It includes deleted keys. */
export const accountSpend = (accountId: string) => `
  coalesce((SELECT sum(h.cost) FROM usage_hour h
    WHERE h.account_id = ${accountId} AND h.hour >= date_trunc('month', now(), 'UTC')), 0)::bigint`;

const findSpent = statement<{ spent: bigint }>('alerts_month_spend', `SELECT ${accountSpend('$1')} AS spent`);

export async function getSpendAlert(accountId: string, database: Database = pool()): Promise<SpendAlert> {
  const [alert, [row]] = await Promise.all([
    db.spendAlert.findUnique({ where: { accountId }, select: { amount: true } }),
    findSpent(database, [accountId]),
  ]);
  return { amount: alert && nanoUsd(alert.amount), spent: nanoUsd(row?.spent ?? ZERO_USD) };
}

export const hasSpendAlert = async (accountId: string): Promise<boolean> =>
  (await db.spendAlert.count({ where: { accountId } })) > 0;

interface AlertEdit extends Edit<Pick<SpendAlert, 'amount'>> {
  accountId: string;
}

/**
 * Sets the account's alert, or removes it with null. Changing the amount allows another mail in the same month.
 * @throws not_found; forbidden; conflict when it was changed meanwhile
 */
export function setSpendAlert(user: { id: string }, { accountId, ...edit }: AlertEdit, caller: Caller): Promise<void> {
  return transaction(async (tx) => {
    await lockAccount(tx, accountId);
    await requirePermission(user, accountId, 'billing:manage', tx);
    const known = await tx.spendAlert.findUnique({ where: { accountId } });
    assertUnchanged({ amount: known && nanoUsd(known.amount) }, edit);
    const { amount } = edit.after;
    if (amount === undefined) return;
    const event = { accountId, actorId: user.id, caller };
    if (amount === null) {
      const { count } = await tx.spendAlert.deleteMany({ where: { accountId } });
      if (count > 0) await audit({ ...event, action: 'spend_alert.removed' }, tx);
      return;
    }
    if (known?.amount === amount) return;
    const alert = { amount, sentMonth: null };
    await tx.spendAlert.upsert({ where: { accountId }, create: { accountId, ...alert }, update: alert });
    await audit({ ...event, action: 'spend_alert.set', target: `${toUsd(amount)} USD` }, tx);
  });
}
