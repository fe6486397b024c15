import 'server-only';
import { linkTo } from '#lib/accounts/links.ts';
import { PERMISSIONS } from '#lib/accounts/permissions.ts';
import { listOperators, listRecipients } from '#lib/accounts/queries.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import type { Letter } from '#lib/email/letters.ts';
import { queueMail } from '#lib/email/queue.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { type Locale, toLocale } from '#lib/i18n/locales.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { emitNotice } from './notice-events.ts';
import type { StripeNotice } from './notices.ts';
import { fromCents } from './rules/cents.ts';

/** Queues the mails and webhooks of a notice, once: the notice leaves the queue in the same transaction. */
export const mailNotice = (notice: StripeNotice, { finish }: JobContext): Promise<void> =>
  transaction(async (tx) => {
    await finish(tx);
    await emitNotice(tx, notice);
    await queueMail(tx, [...(await writeToPayers(tx, notice)), ...(await writeToOperators(tx, notice))]);
  });

type Named = { [Name in Letter['name']]: Pick<Extract<Letter, { name: Name }>, 'name' | 'values'> }[Letter['name']];
type Write = (reader: { locale: Locale; account: string; url: string }) => Named;

/** Letters to the members who may pay, each in their language. */
async function writeToPayers(tx: Transaction, notice: StripeNotice): Promise<Letter[]> {
  const write = await wordsFor(tx, notice);
  if (!write || !('accountId' in notice)) return [];
  const payers = { role: { in: [...PERMISSIONS['billing:manage']] } };
  const { account, recipients } = await listRecipients(notice.accountId, payers, tx);
  return recipients.map(({ email, locale: wanted }) => {
    const locale = toLocale(wanted);
    return { ...write({ locale, account, url: linkTo(locale, '/billing') }), to: email, locale } as Letter;
  });
}

const usd = (locale: Locale, cents: number): string => formatExactUsd(locale, fromCents(cents));

async function wordsFor(tx: Transaction, notice: StripeNotice): Promise<Write | null> {
  switch (notice.kind) {
    case 'top_up_credited':
    case 'top_up_processing':
    case 'top_up_failed':
    case 'top_up_needs_action':
      return topUpWords(tx, notice);
    case 'auto_top_up_suspended':
      return ({ account, url }) => ({ name: 'autoTopUpSuspended', values: { account, url, reason: notice.reason } });
    case 'refunded':
    case 'refund_failed': {
      const name = notice.kind === 'refunded' ? 'refunded' : 'refundFailed';
      return ({ locale, ...reader }) => ({ name, values: { ...reader, amount: usd(locale, notice.cents) } });
    }
    case 'disputed':
    case 'dispute_won': {
      const name = notice.kind === 'disputed' ? 'disputed' : 'disputeWon';
      const { cents } = await tx.stripeDispute.findUniqueOrThrow({ where: { disputeId: notice.disputeId } });
      return ({ locale, ...reader }) => ({ name, values: { ...reader, amount: usd(locale, cents) } });
    }
    case 'fraud_warning':
    case 'payment_unmatched':
      return null;
  }
}

type TopUpNotice = Extract<StripeNotice, { topUpId: string }>;

async function topUpWords(tx: Transaction, notice: TopUpNotice): Promise<Write | null> {
  const { netCents, kind } = await tx.topUp.findUniqueOrThrow({ where: { id: notice.topUpId } });
  const isAutomatic = kind === 'automatic' ? 'yes' : 'no';
  switch (notice.kind) {
    case 'top_up_credited': {
      const payment = await tx.stripePayment.findUniqueOrThrow({ where: { topUpId: notice.topUpId } });
      return ({ locale, ...reader }) => ({
        name: 'topUpCredited',
        values: { ...reader, isAutomatic, amount: usd(locale, netCents), total: usd(locale, payment.totalCents) },
      });
    }
    case 'top_up_failed': {
      const { reason } = notice;
      // A customer who left the payment page already knows.
      if (!notice.isAutomatic && (reason === 'expired' || reason === 'canceled')) return null;
      return ({ locale, ...reader }) => ({
        name: 'topUpFailed',
        values: { ...reader, isAutomatic, reason, amount: usd(locale, netCents) },
      });
    }
    case 'top_up_processing':
      return ({ locale, ...reader }) => ({
        name: 'topUpProcessing',
        values: { ...reader, amount: usd(locale, netCents) },
      });
    case 'top_up_needs_action':
      return ({ locale, account, url }) => ({
        name: 'topUpNeedsAction',
        values: { account, url: notice.url ?? url, amount: usd(locale, netCents) },
      });
  }
}

const CONCERNS = { payment_unmatched: 'unmatched', disputed: 'disputed', fraud_warning: 'fraud_warning' } as const;

/** Letters to the operators, about decisions that only they can take. */
async function writeToOperators(tx: Transaction, notice: StripeNotice): Promise<Letter[]> {
  if (!(notice.kind in CONCERNS) || !('paymentIntentId' in notice)) return [];
  const values = {
    payment: notice.paymentIntentId,
    concern: CONCERNS[notice.kind as keyof typeof CONCERNS],
    detail: 'problem' in notice ? notice.problem.replaceAll('_', ' ') : '',
  };
  const operators = await listOperators(tx);
  return operators.map(({ email, locale }) => ({ name: 'paymentConcern', values, to: email, locale }));
}
