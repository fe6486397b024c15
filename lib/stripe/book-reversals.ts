import 'server-only';
import { creditAccount } from '#lib/billing/credit.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { StripeNotice } from './notices.ts';
import { type Booking, planBookings, type Reversal, type ReversalRow, toReversal } from './rules/reversals.ts';

/** A payment whose row this transaction has locked. */
export interface PaymentRow {
  payment_intent_id: string;
  top_up_id: string | null;
  account_id: string | null;
  status: string;
  total_cents: number;
  net_cents: number;
  credited: bigint;
  taken_back: bigint;
  problem: string | null;
}

/** Every booking about a payment holds this lock. */
export const lockPayment = statement<PaymentRow>(
  'stripe_lock_payment',
  `SELECT payment_intent_id, top_up_id, account_id, status, total_cents, net_cents, credited, taken_back, problem
   FROM stripe_payment WHERE payment_intent_id = $1 FOR UPDATE`,
);

/* A refund that our own request debited counts through the request. */
const listReversals = statement<ReversalRow>(
  'stripe_reversals_of',
  `SELECT 'refund' AS kind, refund_id AS id, cents, status, booked AS taken, reversed AS returned, created_at
     FROM stripe_refund WHERE payment_intent_id = $1 AND request_id IS NULL
   UNION ALL SELECT 'request', id, cents, state::text, booked, reversed, created_at
     FROM refund_request WHERE payment_intent_id = $1
   UNION ALL SELECT 'dispute', dispute_id, cents, status, booked, reinstated, created_at
     FROM stripe_dispute WHERE payment_intent_id = $1
   ORDER BY created_at, id`,
);

export const reversalsOf = async (database: Database, intentId: string): Promise<Reversal[]> =>
  (await listReversals(database, [intentId])).map(toReversal);

/**
 * Books the current state of refunds and disputes. Before the payment is credited they are only stored as rows.
 * @returns notices of the changes made by this call
 */
export async function bookReversals(database: Database, payment: PaymentRow): Promise<StripeNotice[]> {
  const { payment_intent_id: intentId, account_id: accountId, credited } = payment;
  if (accountId === null || credited === 0n) return [];
  const paid = { netCents: payment.net_cents, totalCents: payment.total_cents };
  const notices: StripeNotice[] = [];
  for (const booking of planBookings(paid, await reversalsOf(database, intentId))) {
    await book(database, { accountId, intentId, booking });
    notices.push(toNotice(booking, accountId, intentId));
  }
  return notices;
}

const addTakenBack = statement(
  'stripe_add_taken_back',
  'UPDATE stripe_payment SET taken_back = taken_back + $2 WHERE payment_intent_id = $1',
);

const MARK = {
  refund: {
    taken: statement('stripe_refund_booked', 'UPDATE stripe_refund SET booked = $2 WHERE refund_id = $1'),
    returned: statement('stripe_refund_reversed', 'UPDATE stripe_refund SET reversed = $2 WHERE refund_id = $1'),
  },
  request: {
    taken: statement('stripe_request_booked', 'UPDATE refund_request SET booked = $2 WHERE id = $1'),
    returned: statement('stripe_request_reversed', 'UPDATE refund_request SET reversed = $2 WHERE id = $1'),
  },
  dispute: {
    taken: statement('stripe_dispute_booked', 'UPDATE stripe_dispute SET booked = $2 WHERE dispute_id = $1'),
    returned: statement('stripe_dispute_returned', 'UPDATE stripe_dispute SET reinstated = $2 WHERE dispute_id = $1'),
  },
} as const;

const CAUSES = {
  refund: { taken: (id: string) => `stripe:${id}`, returned: (id: string) => `stripe:${id}:failed` },
  request: { taken: (id: string) => `refund:${id}`, returned: (id: string) => `refund:${id}:failed` },
  dispute: { taken: (id: string) => `stripe:${id}:opened`, returned: (id: string) => `stripe:${id}:won` },
} as const;

interface Change {
  accountId: string;
  intentId: string;
  booking: Booking;
}

/** Books one change in the ledger and records its amount. */
async function book(database: Database, { accountId, intentId, booking }: Change): Promise<void> {
  const { reversal, taken, becomes } = booking;
  const { kind, id } = reversal;
  if (taken !== 0n) {
    await creditAccount(
      {
        accountId,
        amount: nanoUsd(-taken),
        kind: kind === 'dispute' ? 'dispute' : 'refund',
        cause: CAUSES[kind][becomes](id),
        reason: null,
        actorId: null,
      },
      database,
    );
    await addTakenBack(database, [intentId, taken]);
  }
  await MARK[kind][becomes](database, [id, becomes === 'taken' ? taken : -taken]);
}

function toNotice({ reversal, becomes }: Booking, accountId: string, paymentIntentId: string): StripeNotice {
  const { kind, id, cents } = reversal;
  const about = { accountId, paymentIntentId };
  if (kind === 'dispute' && becomes === 'returned') return { kind: 'dispute_won', ...about, disputeId: id };
  if (kind === 'dispute') return { kind: 'disputed', ...about, disputeId: id };
  return { kind: becomes === 'taken' ? 'refunded' : 'refund_failed', ...about, refundId: id, cents };
}
