import 'server-only';
import type Stripe from 'stripe';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { announcedTransaction } from './announce.ts';
import { applyPayment, retrieve } from './apply-payment.ts';
import { bookReversals, lockPayment } from './book-reversals.ts';
import { stripe } from './client.ts';
import { toId } from './find-order.ts';
import type { StripeNotice } from './notices.ts';
import { laterRefundStatus, refundCounts, UnknownShape } from './rules/statuses.ts';

/** Updates the books to the current state of a refund at Stripe, of ours or the operator's. */
export async function applyRefund(refundId: string): Promise<StripeNotice[]> {
  const [known] = await findRefund(pool(), [refundId]);
  if (known && !refundCounts(known.status) && !known.is_open) return []; // it has failed, which is final
  const refund = await retrieve(refundId, () => stripe().refunds.retrieve(refundId));
  const intentId = toId(refund.payment_intent);
  if (intentId === null || (known?.status === refund.status && !known.is_open)) return [];
  const notices = await paymentFirst(intentId);
  return notices === null ? [] : [...notices, ...(await bookRefund(refund, intentId))];
}

/* Open: not counted yet, or still counted although it has failed. */
const findRefund = statement<{ status: string; is_open: boolean }>(
  'stripe_find_refund',
  `SELECT status, request_id IS NULL AND CASE WHEN status IN ('failed', 'canceled')
     THEN booked IS NOT NULL AND reversed IS NULL ELSE booked IS NULL END AS is_open
   FROM stripe_refund WHERE refund_id = $1`,
);

/**
 * Applies the payment of a refund or dispute first, because events arrive in any order.
 * @returns null when it is not a payment of ours
 */
export async function paymentFirst(intentId: string): Promise<StripeNotice[] | null> {
  const [known] = await findPayment(pool(), [intentId]);
  if (known?.is_credited) return [];
  const notices = await applyPayment(intentId);
  const [found] = await findPayment(pool(), [intentId]);
  return found ? notices : null;
}

const findPayment = statement<{ is_credited: boolean }>(
  'stripe_find_payment',
  'SELECT credited > 0 AS is_credited FROM stripe_payment WHERE payment_intent_id = $1',
);

const saveRefund = statement(
  'stripe_save_refund',
  `INSERT INTO stripe_refund (refund_id, payment_intent_id, cents, status, request_id, created_at)
   VALUES ($1, $2, $3, $4, $5, to_timestamp($6))
   ON CONFLICT (refund_id) DO UPDATE SET status = excluded.status`,
);

export function bookRefund(refund: Stripe.Refund, intentId: string): Promise<StripeNotice[]> {
  if (refund.currency !== 'usd') throw new UnknownShape(`The refund ${refund.id} is in ${refund.currency}.`);
  return announcedTransaction(async (database) => {
    const [payment] = await lockPayment(database, [intentId]);
    if (!payment) throw new Error(`The row of ${intentId} is gone.`);
    const [known] = await findRefund(database, [refund.id]);
    const status = laterRefundStatus(known?.status ?? null, refund.status ?? '');
    const requestId = await requestOf(database, refund, intentId);
    await saveRefund(database, [refund.id, intentId, refund.amount, status, requestId, refund.created]);
    if (requestId)
      await closeRequest(database, [requestId, refund.id, toRequestState(status), refund.failure_reason ?? null]);
    return bookReversals(database, payment);
  });
}

const findRequest = statement<{ id: string }>(
  'stripe_request_of_refund',
  `SELECT id FROM refund_request
   WHERE refund_id = $1 OR (id = $2 AND refund_id IS NULL AND payment_intent_id = $3 AND cents = $4)`,
);

/** A refund we requested was already debited by its request. Only holders of our key can write its metadata. */
async function requestOf(database: Database, { id, metadata, amount }: Stripe.Refund, intentId: string) {
  const [request] = await findRequest(database, [id, metadata?.refund_request ?? null, intentId, amount]);
  return request?.id ?? null;
}

const closeRequest = statement(
  'stripe_close_request',
  `UPDATE refund_request SET refund_id = $2, state = $3::"RefundRequestState", failure_reason = coalesce($4, failure_reason)
   WHERE id = $1 AND state <> 'failed'`,
);

function toRequestState(status: string): 'requested' | 'done' | 'failed' {
  if (status === 'failed' || status === 'canceled') return 'failed';
  return status === 'succeeded' ? 'done' : 'requested';
}
