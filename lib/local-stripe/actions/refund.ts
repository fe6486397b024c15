import type Stripe from 'stripe';
import { TEST_CARDS } from '../cards.ts';
import { invalidRequest } from '../http/error.ts';
import { newPosting } from '../objects/payment.ts';
import { newRefund } from '../objects/reversal.ts';
import type { World } from '../world.ts';

interface RefundWishes {
  chargeId: string;
  /** Cents; the whole remainder when absent. */
  amount?: number | undefined;
  metadata?: Record<string, string> | undefined;
  reason?: Stripe.Refund.Reason | null | undefined;
}

/** @throws StripeFailure as Stripe does, for an amount above the remainder and for a disputed charge */
export function createRefund(
  world: World,
  { chargeId, amount, metadata = {}, reason = null }: RefundWishes,
): Stripe.Refund {
  const charge = world.get('charge', chargeId);
  const left = charge.amount_captured - charge.amount_refunded;
  const wanted = amount ?? left;
  assertRefundable(world, charge, wanted, left);
  const first = cardOf(world, charge)?.refund?.first ?? 'succeeded';
  const draft = newRefund(world, { charge, amount: wanted, metadata, reason, status: first });
  const posting = newPosting(world, { type: 'refund', amount: -wanted, source: draft.id });
  world.save('balanceTransaction', posting);
  const refund = world.save('refund', { ...draft, balance_transaction: posting.id }, 'refund.created');
  countRefunded(world, charge.id, wanted, 'charge.refunded');
  return refund;
}

function assertRefundable(world: World, charge: Stripe.Charge, wanted: number, left: number): void {
  if (charge.status !== 'succeeded') throw invalidRequest('This charge was not successful.', { param: 'charge' });
  const isDisputed = world
    .all('dispute')
    .some((dispute) => dispute.charge === charge.id && !dispute.is_charge_refundable);
  if (isDisputed)
    throw invalidRequest(`Charge ${charge.id} has been charged back.`, { code: 'charge_disputed', param: 'charge' });
  if (left === 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  if (wanted < 1)
    throw invalidRequest('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' });
  if (wanted > left) {
    const [asked, rest] = [wanted, left].map((cents) => `$${(cents / 100).toFixed(2)}`);
    throw invalidRequest(`Refund amount (${asked}) is greater than unrefunded amount on charge (${rest})`, {
      param: 'amount',
    });
  }
}

const cardOf = (world: World, charge: Stripe.Charge) =>
  TEST_CARDS[world.numbers.get(charge.payment_method ?? '') ?? ''];

function countRefunded(world: World, chargeId: string, cents: number, event: string): void {
  const charge = world.get('charge', chargeId);
  const refunded = charge.amount_refunded + cents;
  world.change('charge', chargeId, { amount_refunded: refunded, refunded: refunded === charge.amount }, event);
}

/** Settles a pending refund; its card decides the outcome. */
export function settleRefund(world: World, id: string): Stripe.Refund {
  const refund = world.get('refund', id);
  const end = cardOf(world, world.get('charge', refund.charge))?.refund?.last ?? 'succeeded';
  return end === 'failed' ? failRefund(world, id) : world.change('refund', id, { status: end }, 'refund.updated');
}

/** Fails a refund: the customer's bank returned the money. */
export function failRefund(world: World, id: string): Stripe.Refund {
  const refund = world.get('refund', id);
  if (refund.status === 'failed') return refund;
  const posting = newPosting(world, { type: 'refund_failure', amount: refund.amount, source: id });
  world.save('balanceTransaction', posting);
  countRefunded(world, String(refund.charge), -refund.amount, 'charge.updated');
  const failed = {
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: posting.id,
  };
  return world.change('refund', id, failed, 'refund.failed');
}
