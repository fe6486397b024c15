import 'server-only';
import type Stripe from 'stripe';
import { creditAccount } from '#lib/billing/credit.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { log } from '#lib/log.ts';
import { announcedTransaction } from './announce.ts';
import { bookReversals, lockPayment, type PaymentRow } from './book-reversals.ts';
import { type FoundOrder, toId } from './find-order.ts';
import type { StripeNotice } from './notices.ts';
import { fromCents } from './rules/cents.ts';
import type { Problem } from './rules/order.ts';
import { laterPaymentStatus } from './rules/statuses.ts';
import { topUpOutcome } from './rules/top-up-state.ts';
import { moveTopUp } from './top-up-row.ts';

const insertPayment = statement(
  'stripe_insert_payment',
  `INSERT INTO stripe_payment (payment_intent_id, customer_id, livemode, status, created_at)
   VALUES ($1, $2, $3, $4, to_timestamp($5)) ON CONFLICT DO NOTHING`,
);

/* Amounts are fixed once credited; details are added when Stripe knows them. */
const updatePayment = statement<PaymentRow>(
  'stripe_update_payment',
  `UPDATE stripe_payment SET status = $2, top_up_id = coalesce(top_up_id, $3), account_id = coalesce(account_id, $4),
     total_cents = CASE credited WHEN 0 THEN $5 ELSE total_cents END,
     net_cents = CASE credited WHEN 0 THEN $6 ELSE net_cents END,
     tax_cents = CASE credited WHEN 0 THEN $7 ELSE tax_cents END,
     problem = CASE credited WHEN 0 THEN $8 END,
     charge_id = coalesce($9, charge_id), receipt_url = coalesce($10, receipt_url), invoice_id = coalesce($11, invoice_id),
     stripe_fee_cents = coalesce($12, stripe_fee_cents), card_fingerprint = coalesce($13, card_fingerprint),
     presentment_currency = coalesce($14, presentment_currency), presentment_amount = coalesce($15, presentment_amount)
   WHERE payment_intent_id = $1
   RETURNING payment_intent_id, top_up_id, account_id, status, total_cents, net_cents, credited, taken_back, problem`,
);

const markCredited = statement<PaymentRow>(
  'stripe_mark_credited',
  `UPDATE stripe_payment SET credited = $2, credited_at = now() WHERE payment_intent_id = $1
   RETURNING payment_intent_id, top_up_id, account_id, status, total_cents, net_cents, credited, taken_back, problem`,
);

const blockCard = statement(
  'stripe_block_card',
  'INSERT INTO stripe_card_block (fingerprint, reason) VALUES ($1, $2) ON CONFLICT DO NOTHING',
);

interface Seen {
  intent: Stripe.PaymentIntent;
  order: FoundOrder | null;
  /** The reason not to credit the payment if it succeeds. */
  problem: Problem | null;
}

/** Records the state of a payment, credits it once it succeeds and matches its order, and books its reversals. */
export function bookPayment(
  intent: Stripe.PaymentIntent,
  order: FoundOrder | null,
  problem: Problem | null,
): Promise<StripeNotice[]> {
  return announcedTransaction(async (database) => {
    await insertPayment(database, [intent.id, toId(intent.customer), intent.livemode, intent.status, intent.created]);
    const [known] = await lockPayment(database, [intent.id]);
    const status = laterPaymentStatus(known?.status ?? null, intent.status);
    const seen = { intent, order, problem: status === 'succeeded' ? problem : null };
    const [written] = await updatePayment(database, [intent.id, status, ...toColumns(seen)]);
    if (!known || !written) throw new Error(`The row of ${intent.id} is gone.`);
    if (seen.problem && known.problem !== seen.problem) log.error({ event: 'payment_unmatched', reason: seen.problem });
    const payment = await credit(database, written);
    const notices = [...unmatched(known, written), ...(await follow(database, payment, seen))];
    return [...notices, ...(await bookReversals(database, payment))];
  });
}

function toColumns({ intent, order, problem }: Seen): unknown[] {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  const posting = typeof charge?.balance_transaction === 'string' ? null : charge?.balance_transaction;
  return [
    ...[order?.topUp.id ?? null, order?.topUp.accountId ?? null],
    ...[order?.sale.totalCents ?? intent.amount, order?.topUp.netCents ?? 0, order?.sale.taxCents ?? 0, problem],
    ...[charge?.id ?? null, charge?.receipt_url ?? null, order?.invoiceId ?? null],
    ...[posting?.fee ?? null, charge?.payment_method_details?.card?.fingerprint ?? null],
    ...[
      intent.presentment_details?.presentment_currency ?? null,
      intent.presentment_details?.presentment_amount ?? null,
    ],
  ];
}

/** Credits a payment that succeeded and matches its order. The ledger's unique cause also prevents a second credit. */
async function credit(database: Database, payment: PaymentRow): Promise<PaymentRow> {
  const { payment_intent_id: intentId, account_id: accountId, status, problem, credited, net_cents } = payment;
  if (status !== 'succeeded' || problem !== null || credited > 0n || accountId === null) return payment;
  const amount = fromCents(net_cents);
  const cause = `stripe:${intentId}`;
  await creditAccount({ accountId, amount, kind: 'top_up', cause, reason: null, actorId: null }, database);
  const [row] = await markCredited(database, [intentId, amount]);
  return row ?? payment;
}

const unmatched = (known: PaymentRow, { payment_intent_id, problem }: PaymentRow): StripeNotice[] =>
  problem !== null && known.problem !== problem
    ? [{ kind: 'payment_unmatched', paymentIntentId: payment_intent_id, problem: problem as Problem }]
    : [];

async function follow(
  database: Database,
  payment: PaymentRow,
  { intent, order, problem }: Seen,
): Promise<StripeNotice[]> {
  const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
  const refusedCharge = charge?.status === 'failed' ? charge : null;
  const fingerprint = refusedCharge?.payment_method_details?.card?.fingerprint;
  if (refusedCharge?.outcome?.risk_level === 'highest' && fingerprint)
    await blockCard(database, [fingerprint, 'highest_risk']);
  if (!order) return [];
  const { kind, id } = order.topUp;
  const verdict = topUpOutcome({ kind, paymentStatus: payment.status, sessionStatus: order.sessionStatus, problem });
  return moveTopUp(database, id, {
    ...verdict,
    intentId: intent.id,
    sessionId: order.sessionId,
    invoiceId: order.invoiceId,
    refusedChargeId: refusedCharge?.id ?? null,
  });
}
