import type Stripe from 'stripe';
import { BANK_ACCOUNTS, type Decline, TEST_CARDS, type TestCard } from '../cards.ts';
import { feeOn, newCharge, newPosting } from '../objects/payment.ts';
import type { World } from '../world.ts';
import { openDispute, warnOfFraud } from './dispute.ts';

export type PayOutcome =
  | { result: 'succeeded' | 'processing' | 'requires_action' }
  | { result: 'declined'; decline: Decline; charge: Stripe.Charge };

export interface PayWishes {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  isOnSession: boolean;
  isAuthenticated?: boolean;
}

/** Confirms a payment: charges the card, declines it, requires 3-D Secure, or starts a bank debit. */
export function payIntent(world: World, wishes: PayWishes): PayOutcome {
  const { intent, method, isOnSession, isAuthenticated = false } = wishes;
  const number = world.numbers.get(method.id) ?? '';
  if (BANK_ACCOUNTS[number]) return beginDebit(world, intent, method);
  const card = TEST_CARDS[number];
  if (!card) throw new Error(`No test card has the number ${number}.`);
  if (card.decline && !(card.isDeclinedOnceSaved && isOnSession)) return refuse(world, wishes, card, card.decline);
  const asks = card.authentication === 'always' || (card.authentication === 'on_session' && isOnSession);
  if (asks && !isAuthenticated) {
    const status = isOnSession ? 'requires_action' : 'requires_payment_method';
    world.change('paymentIntent', intent.id, { status, payment_method: method.id }, 'payment_intent.requires_action');
    return { result: 'requires_action' };
  }
  const charge = newCharge(world, { intent, method, status: 'succeeded', failure: null, riskLevel: 'normal' });
  settleCharge(world, intent, charge);
  followUp(world, card, charge);
  return { result: 'succeeded' };
}

function refuse(world: World, { intent, method }: PayWishes, card: TestCard, decline: Decline): PayOutcome {
  const riskLevel = card.riskLevel ?? 'normal';
  const charge = newCharge(world, { intent, method, status: 'failed', failure: decline, riskLevel });
  world.save('charge', charge, 'charge.failed');
  failIntent(world, intent, charge, decline);
  return { result: 'declined', decline, charge };
}

function failIntent(world: World, { id }: Stripe.PaymentIntent, charge: Stripe.Charge, decline: Decline): void {
  const error: Stripe.PaymentIntent.LastPaymentError = {
    type: 'card_error',
    code: decline.code as 'card_declined',
    decline_code: decline.declineCode,
    message: decline.message,
    charge: charge.id,
  };
  const failed = { status: 'requires_payment_method', last_payment_error: error, latest_charge: charge.id } as const;
  world.change('paymentIntent', id, failed, 'payment_intent.payment_failed');
}

function settleCharge(world: World, intent: Stripe.PaymentIntent, charge: Stripe.Charge): void {
  const posting = newPosting(world, {
    type: 'charge',
    amount: charge.amount,
    fee: feeOn(charge.amount),
    source: charge.id,
  });
  world.save('balanceTransaction', posting);
  world.save('charge', { ...charge, balance_transaction: posting.id }, 'charge.succeeded');
  const paid = {
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
    last_payment_error: null,
    processing: null,
  } as const;
  world.change('paymentIntent', intent.id, paid, 'payment_intent.succeeded');
}

function beginDebit(world: World, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): PayOutcome {
  const charge = newCharge(world, { intent, method, status: 'pending', failure: null, riskLevel: 'not_assessed' });
  world.save('charge', charge, 'charge.pending');
  const processing = { status: 'processing', latest_charge: charge.id, payment_method: method.id } as const;
  world.change('paymentIntent', intent.id, processing, 'payment_intent.processing');
  return { result: 'processing' };
}

/** Settles a pending bank debit, which succeeds or fails by its account number. */
export function settleDebit(world: World, intentId: string): 'succeeded' | 'failed' {
  const intent = world.get('paymentIntent', intentId);
  const charge = world.get('charge', intent.latest_charge);
  const { outcome } = BANK_ACCOUNTS[world.numbers.get(String(intent.payment_method)) ?? ''] ?? { outcome: 'failed' };
  if (outcome === 'succeeded') {
    settleCharge(world, intent, {
      ...charge,
      status: 'succeeded',
      paid: true,
      captured: true,
      amount_captured: charge.amount,
    });
    return outcome;
  }
  const decline = { code: 'payment_method_provider_decline', declineCode: '', message: 'The bank refused the debit.' };
  const failed = { ...charge, status: 'failed', failure_code: decline.code, failure_message: decline.message } as const;
  world.save('charge', failed, 'charge.failed');
  failIntent(world, intent, failed, decline);
  return outcome;
}

function followUp(world: World, { aftermath }: TestCard, charge: Stripe.Charge): void {
  if (aftermath === 'fraud_warning') warnOfFraud(world, charge.id);
  if (aftermath === 'dispute') openDispute(world, charge.id);
  if (aftermath === 'inquiry') openDispute(world, charge.id, { isInquiry: true });
}
