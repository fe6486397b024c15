import type { TopUpState } from '#lib/db/generated/enums.ts';

/*
 * Reads can be stale and events old, so what is known of an object only moves forward: of two states the later one counts.
 * The lists are in the order in which states can follow each other. A payment moves freely until it is final.
 */
const PAYMENT = new Set([
  ...['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture', 'processing'],
  ...['canceled', 'succeeded'],
]);
const REFUND = ['pending', 'requires_action', 'succeeded', 'canceled', 'failed'];
const DISPUTE = [
  ...['warning_needs_response', 'warning_under_review', 'warning_closed', 'prevented'],
  ...['needs_response', 'under_review', 'lost', 'appeal_needs_response', 'appeal_under_review', 'won'],
];
const TOP_UP: readonly TopUpState[] = [
  'created',
  'requires_action',
  'processing',
  'failed',
  'being_checked',
  'credited',
];

/** Stripe said something this version does not know. It is never ignored: it might be money. */
export class UnknownShape extends Error {
  override readonly name = 'UnknownShape';
}

const laterOf =
  (order: readonly string[], what: string) =>
  (known: string | null, seen: string): string => {
    if (!order.includes(seen)) throw new UnknownShape(`Stripe says that a ${what} is “${seen}”.`);
    return known !== null && order.indexOf(known) > order.indexOf(seen) ? known : seen;
  };

/** Succeeded is final, and canceled all but final. */
export function laterPaymentStatus(known: string | null, seen: string): string {
  if (!PAYMENT.has(seen)) throw new UnknownShape(`Stripe says that a payment is “${seen}”.`);
  if (known === 'succeeded' || (known === 'canceled' && seen !== 'succeeded')) return known;
  return seen;
}

export const laterRefundStatus = laterOf(REFUND, 'refund');
export const laterDisputeStatus = laterOf(DISPUTE, 'dispute');

export const laterTopUpState = (known: TopUpState, seen: TopUpState): TopUpState =>
  TOP_UP.indexOf(known) > TOP_UP.indexOf(seen) ? known : seen;

/** Whether a refund takes money from the account. It does while it may still arrive. */
export const refundCounts = (status: string): boolean => status !== 'failed' && status !== 'canceled';

/** Whether the bank has the money of a dispute. Inquiries and prevented disputes move none; what was lost is gone. */
export const disputeCounts = (status: string): boolean =>
  DISPUTE.indexOf(status) >= DISPUTE.indexOf('needs_response') && status !== 'won';
