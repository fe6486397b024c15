import type { TopUpState } from '#lib/db/generated/enums.ts';

/*
 * Reads can be stale and events old, so a recorded status only moves forward: of two statuses the later one counts.
 * The lists are in the order in which statuses can follow each other. A payment moves freely until it is final.
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

/** Stripe returned a value unknown to this version. It is never ignored, because it might concern money. */
export class UnknownShape extends Error {
  override readonly name = 'UnknownShape';
}

const laterOf =
  (order: readonly string[], what: string) =>
  (known: string | null, seen: string): string => {
    if (!order.includes(seen)) throw new UnknownShape(`Stripe says that a ${what} is “${seen}”.`);
    return known !== null && order.indexOf(known) > order.indexOf(seen) ? known : seen;
  };

/** Succeeded is final, and canceled is final unless the payment succeeded after all. */
export function laterPaymentStatus(known: string | null, seen: string): string {
  if (!PAYMENT.has(seen)) throw new UnknownShape(`Stripe says that a payment is “${seen}”.`);
  if (known === 'succeeded' || (known === 'canceled' && seen !== 'succeeded')) return known;
  return seen;
}

export const laterRefundStatus = laterOf(REFUND, 'refund');
export const laterDisputeStatus = laterOf(DISPUTE, 'dispute');

export const laterTopUpState = (known: TopUpState, seen: TopUpState): TopUpState =>
  TOP_UP.indexOf(known) > TOP_UP.indexOf(seen) ? known : seen;

/** Whether a refund takes money from the account: as long as it can still succeed. */
export const refundCounts = (status: string): boolean => status !== 'failed' && status !== 'canceled';

/** Whether the bank holds the money of a dispute, or keeps it. Inquiries and prevented disputes move none. */
export const disputeCounts = (status: string): boolean =>
  DISPUTE.indexOf(status) >= DISPUTE.indexOf('needs_response') && status !== 'won';
