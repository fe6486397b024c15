/** What was ordered, and what Stripe says was sold and paid. Cents. */
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

/** Why a payment is not what was ordered, or null when it is. Only what fits is credited. */
export function findProblem(sale: Sale): Problem | null {
  if (sale.currency !== 'usd') return 'wrong_currency';
  if (sale.subtotalCents !== sale.orderedCents) return 'wrong_amount';
  if (sale.totalCents !== sale.subtotalCents + sale.taxCents) return 'wrong_amount'; // a discount, a coupon, shipping
  return sale.receivedCents === sale.totalCents ? null : 'partly_paid';
}
