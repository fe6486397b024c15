import type { Problem } from './rules/order.ts';

/**
 * Something people should hear of. Functions that apply Stripe's state return the notices of what they have booked, each by
 * exactly one call, however many processes apply the same state, and queue them in the transaction that books (`announce.ts`).
 */
export type StripeNotice =
  | { kind: 'top_up_credited' | 'top_up_processing'; accountId: string; topUpId: string }
  | { kind: 'top_up_failed'; accountId: string; topUpId: string; isAutomatic: boolean; reason: string }
  /** The bank wants to see the customer: `url` finishes the payment. */
  | { kind: 'top_up_needs_action'; accountId: string; topUpId: string; url: string | null }
  | { kind: 'auto_top_up_suspended'; accountId: string; reason: SuspensionReason }
  | { kind: 'refunded' | 'refund_failed'; accountId: string; paymentIntentId: string; refundId: string; cents: number }
  | { kind: 'disputed' | 'dispute_won'; accountId: string; paymentIntentId: string; disputeId: string }
  | { kind: 'fraud_warning'; accountId: string; paymentIntentId: string }
  /** For the operator: money has come that fits no order. */
  | { kind: 'payment_unmatched'; paymentIntentId: string; problem: Problem };

export type SuspensionReason = 'failures' | 'dispute' | 'fraud_warning';
