import type { Problem } from './rules/order.ts';

/**
 * A change to report by mail. Functions that apply Stripe's state return a notice for each change they book, from
 * exactly one call even if many processes apply the same state, and queue it in the same transaction (`announce.ts`).
 */
export type StripeNotice =
  | { kind: 'top_up_credited' | 'top_up_processing'; accountId: string; topUpId: string }
  | { kind: 'top_up_failed'; accountId: string; topUpId: string; isAutomatic: boolean; reason: string }
  /** The bank requires 3-D Secure: `url` completes the payment. */
  | { kind: 'top_up_needs_action'; accountId: string; topUpId: string; url: string | null }
  | { kind: 'auto_top_up_suspended'; accountId: string; reason: SuspensionReason }
  | { kind: 'refunded' | 'refund_failed'; accountId: string; paymentIntentId: string; refundId: string; cents: number }
  | { kind: 'disputed' | 'dispute_won'; accountId: string; paymentIntentId: string; disputeId: string }
  | { kind: 'fraud_warning'; accountId: string; paymentIntentId: string }
  /** For the operator: a payment matches no order. */
  | { kind: 'payment_unmatched'; paymentIntentId: string; problem: Problem };

export type SuspensionReason = 'failures' | 'dispute' | 'fraud_warning';
