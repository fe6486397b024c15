import 'server-only';
import type Stripe from 'stripe';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { bookPayment } from './book-payment.ts';
import { stripe } from './client.ts';
import { isMissing } from './failure.ts';
import { type FoundOrder, findOrder } from './find-order.ts';
import type { StripeNotice } from './notices.ts';
import { findProblem, type Problem } from './rules/order.ts';

/** An object that Stripe does not find with our key: it belongs to another account or mode. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

/** Fetches an object from Stripe. @throws NotThere */
export async function retrieve<T>(id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) throw new NotThere(`Stripe does not know ${id} under this key.`);
    throw error;
  }
}

/**
 * Updates the books to the current state of a payment at Stripe. Called by the webhook, on return from the checkout, by
 * reconciliation and after our own calls. It is idempotent and independent of order and concurrency.
 * @returns notices of the changes made by this call
 * @throws UnknownShape; NotThere; errors of Stripe and the database
 */
export async function applyPayment(intentId: string): Promise<StripeNotice[]> {
  if (await isSettled(intentId)) return [];
  const expand = ['latest_charge.balance_transaction'];
  const intent = await retrieve(intentId, () => stripe().paymentIntents.retrieve(intentId, { expand }));
  const order = await findOrder(intent);
  if (!order) return applyUnordered(intent);
  return bookPayment(intent, order, await problemOf(intent, order));
}

const findSettled = statement(
  'stripe_settled_payment',
  `SELECT 1 FROM stripe_payment
   WHERE payment_intent_id = $1 AND credited > 0 AND invoice_id IS NOT NULL AND stripe_fee_cents IS NOT NULL`,
);

/** Final: the payment is credited, and all its details are known. Most events find it so. */
export const isSettled = async (intentId: string): Promise<boolean> =>
  (await findSettled(pool(), [intentId])).length > 0;

async function problemOf(intent: Stripe.PaymentIntent, { topUp, sale }: FoundOrder): Promise<Problem | null> {
  const customer = await db.stripeCustomer.findUnique({ where: { accountId: topUp.accountId } });
  if (customer?.customerId !== intent.customer) return 'wrong_customer';
  if (intent.currency !== 'usd') return 'wrong_currency';
  return findProblem({ ...sale, orderedCents: topUp.netCents, receivedCents: intent.amount_received });
}

/** A payment with our metadata but without an order needs an operator. Other sales of the operator are ignored. */
async function applyUnordered(intent: Stripe.PaymentIntent): Promise<StripeNotice[]> {
  const customerId = String(intent.customer);
  const isOurs = intent.metadata.top_up !== undefined || (await db.stripeCustomer.count({ where: { customerId } })) > 0;
  return isOurs && intent.status === 'succeeded' ? bookPayment(intent, null, 'unknown_order') : [];
}
