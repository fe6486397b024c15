import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { formatBalance, formatExactUsd, formatMonth } from '#lib/i18n/format.ts';
import { emitEvent } from '#lib/webhooks/emit.ts';
import { toAmount } from '#lib/webhooks/events.ts';
import { notifyPayers } from './payers.ts';
import { accountSpend, THIS_MONTH } from './spend-alert.ts';

interface PassedAlert {
  account_id: string;
  amount: bigint;
  spent: bigint;
  /** `2026-11`. */
  month: string;
}

const listPassed = statement<PassedAlert>(
  'alerts_passed',
  `SELECT * FROM (
     SELECT a.account_id, a.amount, ${accountSpend('a.account_id')} AS spent, to_char(today.month, 'YYYY-MM') AS month
     FROM spend_alert a CROSS JOIN (SELECT ${THIS_MONTH} AS month) today
     WHERE a.sent_month IS DISTINCT FROM today.month) due
   WHERE spent > amount`,
);

interface Passed {
  accountId: string;
  amount: NanoUsd;
  month: Date;
}

/** Notifies the payers and endpoints once per month and amount. Requests continue: only a cap stops them. */
export async function sendSpendAlerts(): Promise<void> {
  for (const { account_id: accountId, amount, spent, month } of await listPassed(pool())) {
    const passed = { accountId, amount: nanoUsd(amount), month: new Date(`${month}-01T00:00:00Z`) };
    await transaction(async (tx) => {
      if (await isFirst(tx, passed)) await notifySpend(tx, { ...passed, spent: nanoUsd(spent) });
    });
  }
}

/** The process that marks the month also queues its mails and webhooks, in the same transaction. */
async function isFirst(tx: Transaction, { accountId, amount, month }: Passed): Promise<boolean> {
  const isUnsent = { OR: [{ sentMonth: null }, { sentMonth: { not: month } }] };
  const claim = { where: { accountId, amount, ...isUnsent }, data: { sentMonth: month } };
  return (await tx.spendAlert.updateMany(claim)).count > 0;
}

async function notifySpend(
  tx: Transaction,
  { accountId, amount, spent, month }: Passed & { spent: NanoUsd },
): Promise<void> {
  const data = { month: month.toISOString().slice(0, 7), threshold: toAmount(amount), spent: toAmount(spent) };
  await emitEvent(tx, accountId, { type: 'spend.threshold_reached', data });
  await notifyPayers(tx, accountId, ({ locale, account, linkTo }) => ({
    name: 'spendAlert',
    values: {
      account,
      amount: formatExactUsd(locale, amount),
      spent: formatBalance(locale, spent),
      month: formatMonth(locale, month),
      url: linkTo('/overview'),
    },
  }));
}
