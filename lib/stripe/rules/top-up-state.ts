import type { TopUpKind, TopUpState } from '#lib/db/generated/enums.ts';
import type { Problem } from './order.ts';

interface Seen {
  kind: TopUpKind;
  paymentStatus: string;
  /** The checkout's status, if the order is paid by one. */
  sessionStatus: string | null;
  problem: Problem | null;
}

export interface TopUpOutcome {
  state: TopUpState;
  failureCode?: 'declined' | 'expired' | 'canceled';
}

/** The state of an order. While its checkout is open, the customer may try another card, so nothing has failed yet. */
export function topUpOutcome({ kind, paymentStatus, sessionStatus, problem }: Seen): TopUpOutcome {
  switch (paymentStatus) {
    case 'succeeded':
      return { state: problem ? 'being_checked' : 'credited' };
    case 'processing':
      return { state: 'processing' };
    case 'canceled':
      return { state: 'failed', failureCode: 'canceled' };
    default:
      if (kind === 'automatic') return { state: 'created' }; // the attempt itself records its outcome
      if (sessionStatus === 'expired') return { state: 'failed', failureCode: 'expired' };
      return sessionStatus === 'complete' ? { state: 'failed', failureCode: 'declined' } : { state: 'created' };
  }
}
