import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { creditOf, type Paid } from './share.ts';
import { disputeCounts, refundCounts } from './statuses.ts';

/** A reversal of a part of a payment: a refund, a request for one, or a dispute. */
export interface Reversal {
  kind: 'refund' | 'request' | 'dispute';
  id: string;
  cents: number;
  /** Whether the money is gone or about to go, by Stripe's state. */
  counts: boolean;
  /** Whether the books have taken it: never, currently, or earlier and returned since. */
  booking: 'never' | 'taken' | 'returned';
}

export interface Booking {
  reversal: Reversal;
  /** The amount debited from the account; negative when credited. May be zero. */
  taken: NanoUsd;
  becomes: 'taken' | 'returned';
}

/**
 * The bookings after which the books hold exactly the credit of the cents that are gone. Each reversal is taken at most
 * once and returned at most once, and the sum depends only on Stripe's state, never on the order of events: a refund of
 * disputed money takes nothing, and takes over when the dispute is won.
 */
export function planBookings(paid: Paid, reversals: readonly Reversal[]): Booking[] {
  let gone = sumOf(reversals.filter(({ booking }) => booking === 'taken'));
  const due = reversals.filter(({ counts, booking }) => (counts ? booking === 'never' : booking === 'taken'));
  return due.map((reversal) => {
    const before = creditOf(paid, gone);
    gone += reversal.counts ? reversal.cents : -reversal.cents;
    const taken = nanoUsd(creditOf(paid, gone) - before);
    return { reversal, taken, becomes: reversal.counts ? 'taken' : 'returned' };
  });
}

export const sumOf = (reversals: readonly { cents: number }[]): number =>
  reversals.reduce((sum, { cents }) => sum + cents, 0);

export interface ReversalRow {
  kind: Reversal['kind'];
  id: string;
  cents: number;
  status: string;
  /** Nano-USD taken and returned; null for a booking that has not happened. */
  taken: bigint | null;
  returned: bigint | null;
}

const COUNTS: Record<Reversal['kind'], (status: string) => boolean> = {
  refund: refundCounts,
  request: (state) => state !== 'failed',
  dispute: disputeCounts,
};

export const toReversal = ({ kind, id, cents, status, taken, returned }: ReversalRow): Reversal => ({
  ...{ kind, id, cents, counts: COUNTS[kind](status) },
  booking: taken === null ? 'never' : returned === null ? 'taken' : 'returned',
});
