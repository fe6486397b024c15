import type Stripe from 'stripe';
import { newPosting } from '../objects/payment.ts';
import { newDispute, newFraudWarning } from '../objects/reversal.ts';
import type { World } from '../world.ts';

const DISPUTE_FEE = 15_00;

interface DisputeWishes {
  /** An inquiry: no money moves. */
  isInquiry?: boolean;
  /** The whole charge when absent. */
  amount?: number;
}

/** Opens a dispute, which withdraws the money, or an inquiry, which does not. */
export function openDispute(
  world: World,
  chargeId: string,
  { isInquiry = false, amount }: DisputeWishes = {},
): Stripe.Dispute {
  const charge = world.get('charge', chargeId);
  const status = isInquiry ? 'warning_needs_response' : 'needs_response';
  const dispute = newDispute(world, { charge, amount: amount ?? charge.amount, reason: 'fraudulent', status });
  world.change('charge', charge.id, { disputed: true });
  world.save('dispute', dispute, 'charge.dispute.created');
  return isInquiry ? dispute : moveFunds(world, dispute, -1);
}

export function escalateDispute(world: World, id: string): Stripe.Dispute {
  const dispute = world.change('dispute', id, { status: 'needs_response' }, 'charge.dispute.updated');
  return moveFunds(world, dispute, -1);
}

export type DisputeEnd = 'won' | 'lost' | 'warning_closed';

/** Closes a dispute. A lost dispute can still be won on appeal. */
export function closeDispute(world: World, id: string, status: DisputeEnd): Stripe.Dispute {
  const dispute = world.change('dispute', id, { status }, 'charge.dispute.closed');
  return status === 'won' ? moveFunds(world, dispute, 1) : dispute;
}

function moveFunds(world: World, dispute: Stripe.Dispute, direction: 1 | -1): Stripe.Dispute {
  const posting = newPosting(world, {
    type: 'adjustment',
    amount: direction * dispute.amount,
    fee: direction < 0 ? DISPUTE_FEE : 0,
    source: dispute.id,
  });
  world.save('balanceTransaction', posting);
  const moved = { balance_transactions: [...dispute.balance_transactions, posting] };
  const event = direction < 0 ? 'charge.dispute.funds_withdrawn' : 'charge.dispute.funds_reinstated';
  return world.change('dispute', dispute.id, moved, event);
}

export function warnOfFraud(world: World, chargeId: string): Stripe.Radar.EarlyFraudWarning {
  const warning = newFraudWarning(world, world.get('charge', chargeId));
  return world.save('fraudWarning', warning, 'radar.early_fraud_warning.created');
}
