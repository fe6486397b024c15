import 'server-only';
import type Stripe from 'stripe';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { announcedTransaction } from './announce.ts';
import { retrieve } from './apply-payment.ts';
import { paymentFirst } from './apply-refund.ts';
import { suspendAutoTopUp } from './auto/suspend.ts';
import { bookReversals, lockPayment } from './book-reversals.ts';
import { stripe } from './client.ts';
import { toId } from './find-order.ts';
import type { StripeNotice } from './notices.ts';
import { disputeCounts, laterDisputeStatus, UnknownShape } from './rules/statuses.ts';

/** Updates the books to the current state of a dispute at Stripe. */
export async function applyDispute(disputeId: string): Promise<StripeNotice[]> {
  const [known] = await findDispute(pool(), [disputeId]);
  const dispute = await retrieve(disputeId, () => stripe().disputes.retrieve(disputeId));
  const intentId = toId(dispute.payment_intent);
  if (intentId === null || (known?.status === dispute.status && (known.is_booked || !disputeCounts(known.status))))
    return [];
  const notices = await paymentFirst(intentId);
  return notices === null ? [] : [...notices, ...(await bookDispute(dispute, intentId))];
}

const findDispute = statement<{ status: string; is_booked: boolean }>(
  'stripe_find_dispute',
  'SELECT status, booked IS NOT NULL AS is_booked FROM stripe_dispute WHERE dispute_id = $1',
);

const saveDispute = statement(
  'stripe_save_dispute',
  `INSERT INTO stripe_dispute (dispute_id, payment_intent_id, cents, status, reason, due_by, created_at)
   VALUES ($1, $2, $3, $4, $5, to_timestamp($6), to_timestamp($7))
   ON CONFLICT (dispute_id) DO UPDATE SET status = excluded.status, due_by = excluded.due_by`,
);

function bookDispute(dispute: Stripe.Dispute, intentId: string): Promise<StripeNotice[]> {
  if (dispute.currency !== 'usd') throw new UnknownShape(`The dispute ${dispute.id} is in ${dispute.currency}.`);
  return announcedTransaction(async (database) => {
    const [payment] = await lockPayment(database, [intentId]);
    if (!payment) throw new Error(`The row of ${intentId} is gone.`);
    const [known] = await findDispute(database, [dispute.id]);
    const status = laterDisputeStatus(known?.status ?? null, dispute.status);
    const { id, amount, reason, evidence_details, created } = dispute;
    await saveDispute(database, [id, intentId, amount, status, reason, evidence_details.due_by, created]);
    const notices = await bookReversals(database, payment);
    const isNew = notices.some((notice) => notice.kind === 'disputed');
    const suspended =
      isNew && payment.account_id ? await suspendAutoTopUp(database, payment.account_id, 'dispute') : [];
    return [...notices, ...suspended];
  });
}
