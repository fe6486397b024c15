import 'server-only';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { auditBeside } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { sqlTransaction } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { announce } from '../announce.ts';
import { bookReversals, lockPayment } from '../book-reversals.ts';
import type { StripeNotice } from '../notices.ts';
import { listRefundable } from './refundable.ts';
import { sendRefund } from './send.ts';

export interface RefundWish {
  accountId: string;
  topUpId: string;
  /** The refund, tax included. */
  cents: number;
}

const lockBalance = statement('stripe_lock_balance', 'SELECT 1 FROM account_balance WHERE account_id = $1 FOR UPDATE');

const insertRequest = statement(
  'stripe_insert_refund_request',
  `INSERT INTO refund_request (id, account_id, top_up_id, payment_intent_id, cents, actor_id) VALUES ($1, $2, $3, $4, $5, $6)`,
);

/**
 * Refunds unused credit of a top-up to its card. The account is debited first, in one transaction with the request, so
 * that the credit cannot be spent while Stripe is called; if Stripe refuses, the credit is returned.
 * @throws not_found; forbidden; invalid_value for more than is refundable
 */
export async function requestRefund(
  user: { id: string },
  wish: RefundWish,
  caller: Caller,
): Promise<{ requestId: string; notices: StripeNotice[] }> {
  await requirePermission(user, wish.accountId, 'billing:manage');
  const { requestId, notices } = await debit(user, wish, caller);
  return { requestId, notices: [...notices, ...(await sendRefund(requestId))] };
}

async function debit({ id: actorId }: { id: string }, { accountId, topUpId, cents }: RefundWish, caller: Caller) {
  const payment = await db.stripePayment.findFirst({ where: { topUpId, accountId } });
  if (!payment || env.STRIPE_REFUND_WINDOW_DAYS === 0)
    throw new AppError('not_found', 'There is no such top-up to refund.');
  const intentId = payment.paymentIntentId;
  return sqlTransaction(async (database) => {
    const [row] = await lockPayment(database, [intentId]);
    await lockBalance(database, [accountId]);
    const refundable = await listRefundable(accountId, { database });
    const most = refundable.find((one) => one.paymentIntentId === intentId)?.maxCents ?? 0;
    if (!row || !Number.isInteger(cents) || cents < 1 || cents > most) throw tooMuch(most);
    const requestId = newId('refundRequest');
    await insertRequest(database, [requestId, accountId, topUpId, intentId, cents, actorId]);
    const notices = await bookReversals(database, row);
    await announce(database, notices);
    const target = `${cents / 100} USD`;
    await auditBeside(database, { action: 'refund.requested', accountId, actorId, target, caller });
    return { requestId, notices };
  });
}

const tooMuch = (most: number): AppError =>
  new AppError(
    'invalid_value',
    most === 0 ? 'Nothing of this top-up can go back now.' : `At most ${(most / 100).toFixed(2)} USD can go back now.`,
    { param: 'cents' },
  );
