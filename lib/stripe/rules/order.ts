/** The ordered amount, and the sale and payment at Stripe. Cents. */
export interface Sale {
  orderedCents: number;
  /** Before tax. */
  subtotalCents: number;
  taxCents: number;
  totalCents: number;
  receivedCents: number;
  currency: string;
}

export type Problem = 'unknown_order' | 'wrong_customer' | 'wrong_currency' | 'wrong_amount' | 'partly_paid';

/** The mismatch between a payment and its order, or null. Only a matching payment is credited. */
export function findProblem(sale: Sale): Problem | null {
  if (sale.currency !== 'usd') return 'wrong_currency';
  if (sale.subtotalCents !== sale.orderedCents) return 'wrong_amount';
  if (sale.totalCents !== sale.subtotalCents + sale.taxCents) return 'wrong_amount'; // a discount, a coupon, shipping
  return sale.receivedCents === sale.totalCents ? null : 'partly_paid';
}
