import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import { PERMISSIONS } from '#lib/accounts/permissions.ts';
import { listRecipients } from '#lib/accounts/queries.ts';
import { TODAY } from '#lib/billing/ledger/windows.ts';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
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

const listPassed = statement<PassedAlert>(
  'alerts_passed',
  `SELECT * FROM (
     SELECT a.account_id, a.amount, ${accountSpend('a.account_id')} AS spent, to_char(today.month, 'YYYY-MM') AS month
     FROM spend_alert a CROSS JOIN (${TODAY}) today
     WHERE a.sent_month IS DISTINCT FROM today.month) due
   WHERE spent > amount`,
);

/** Tells those who pay, once for a month and an amount. Requests go on: what stops them is a key's cap. */
export async function sendSpendAlerts(): Promise<void> {
  for (const { account_id: accountId, amount, spent, month } of await listPassed(pool())) {
    const passed = { accountId, amount: nanoUsd(amount), month: new Date(`${month}-01T00:00:00Z`) };
    await once(passed, () => tell({ ...passed, spent: nanoUsd(spent) }));
  }
}

interface Claim {
  accountId: string;
  amount: NanoUsd;
  month: Date;
}

/** Whichever process marks the month sends its mails. When nobody could be told, the mark goes, for the next round. */
async function once({ accountId, amount, month }: Claim, send: () => Promise<void>): Promise<void> {
  const isUnsent = { OR: [{ sentMonth: null }, { sentMonth: { not: month } }] };
  const claim = { where: { accountId, amount, ...isUnsent }, data: { sentMonth: month } };
  const { count } = await db.spendAlert.updateMany(claim);
  if (count === 0) return;
  try {
    await send();
  } catch (err) {
    await db.spendAlert.updateMany({ where: { accountId, amount }, data: { sentMonth: null } });
    log.error({ event: 'mail_failed', kind: 'spendAlert', accountId, err });
  }
}

/** @throws when nobody could be told */
async function tell({ accountId, amount, spent, month }: Claim & { spent: NanoUsd }): Promise<void> {
  const { account, recipients } = await listRecipients(accountId, { role: { in: [...PERMISSIONS['billing:manage']] } });
  const outcomes = await Promise.allSettled(
    recipients.map(({ email, locale: wanted }) => {
      const locale = toLocale(wanted);
      const values = {
        account,
        amount: formatExactUsd(locale, amount),
        spent: formatBalance(locale, spent),
        month: formatMonth(locale, month),
        url: linkTo(locale, '/overview'),
      };
      return sendMail({ name: 'spendAlert', to: email, locale, values });
    }),
  );
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  if (reasons.length > 0 && reasons.length === outcomes.length) throw reasons[0];
  for (const err of reasons) log.error({ event: 'mail_failed', kind: 'spendAlert', accountId, err });
}
