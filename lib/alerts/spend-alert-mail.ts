import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import { PERMISSIONS } from '#lib/accounts/permissions.ts';
import { listRecipients } from '#lib/accounts/queries.ts';
import { TODAY } from '#lib/billing/ledger/windows.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { sendMail } from '#lib/email/send.ts';
import { formatBalance, formatExactUsd, formatMonth } from '#lib/i18n/format.ts';
import { toLocale } from '#lib/i18n/locales.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import { accountSpend } from './spend-alert.ts';

const MINUTE_MS = 60_000;

/** Looks for accounts that have spent more than their alert says, now and every minute. @returns a function that ends it */
export function startSpendAlerts(): () => Promise<void> {
  const round = () => sendSpendAlerts().catch((err: unknown) => log.error({ err }, 'spend alerts were not sent'));
  void round();
  return repeat(MINUTE_MS, round);
}

interface PassedAlert {
  account_id: string;
  amount: bigint;
  spent: bigint;
  /** `2026-11`. */
  month: string;
}

/* Whichever process marks the month sends its mails. A second one waits for the row, finds it marked and leaves it. */
const claimPassed = statement<PassedAlert>(
  'billing_claim_spend_alerts',
  `WITH due AS (
     SELECT a.account_id, today.month, ${accountSpend('a.account_id')} AS spent
     FROM spend_alert a CROSS JOIN (${TODAY}) today
     WHERE a.sent_month IS DISTINCT FROM today.month
   )
   UPDATE spend_alert a SET sent_month = due.month FROM due
   WHERE a.account_id = due.account_id AND a.amount < due.spent AND a.sent_month IS DISTINCT FROM due.month
   RETURNING a.account_id, a.amount, due.spent, to_char(due.month, 'YYYY-MM') AS month`,
);

/** Tells those who pay, once a month and account. Requests go on: what stops them is a key's cap. */
export async function sendSpendAlerts(): Promise<void> {
  for (const alert of await claimPassed(pool())) await tell(alert);
}

async function tell({ account_id: accountId, amount, spent, month }: PassedAlert): Promise<void> {
  const { account, recipients } = await listRecipients(accountId, { role: { in: [...PERMISSIONS['billing:manage']] } });
  const outcomes = await Promise.allSettled(
    recipients.map(({ email, locale: wanted }) => {
      const locale = toLocale(wanted);
      const values = {
        account,
        amount: formatExactUsd(locale, nanoUsd(amount)),
        spent: formatBalance(locale, nanoUsd(spent)),
        month: formatMonth(locale, new Date(`${month}-01T00:00:00Z`)),
        url: linkTo(locale, '/overview'),
      };
      return sendMail({ name: 'spendAlert', to: email, locale, values });
    }),
  );
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of failed) log.error({ event: 'mail_failed', kind: 'spendAlert', accountId, err: reason });
  // When nobody was told, the next round tries again.
  if (failed.length > 0 && failed.length === outcomes.length)
    await db.spendAlert.updateMany({ where: { accountId }, data: { sentMonth: null } });
}
