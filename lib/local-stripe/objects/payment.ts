import type Stripe from 'stripe';
import type { World } from '../world.ts';

type IntentFields = Pick<Stripe.PaymentIntent, 'amount' | 'customer' | 'metadata'> &
  Partial<Pick<Stripe.PaymentIntent, 'setup_future_usage' | 'description'>>;

export function newPaymentIntent(world: World, fields: IntentFields): Stripe.PaymentIntent {
  const id = world.newId('paymentIntent');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_local`,
    confirmation_method: 'automatic',
    created: world.seconds(),
    currency: 'usd',
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: world.livemode,
    managed_payments: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card', 'us_bank_account'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
    ...fields,
  };
}

interface ChargeFields {
  intent: Stripe.PaymentIntent;
  method: Stripe.PaymentMethod;
  status: 'succeeded' | 'pending' | 'failed';
  failure: { code: string; message: string } | null;
  riskLevel: string;
}

export function newCharge(world: World, { intent, method, status, failure, riskLevel }: ChargeFields): Stripe.Charge {
  const id = world.newId('charge');
  const isBlocked = status === 'failed' && riskLevel === 'highest';
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: status === 'succeeded' ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: 'TOKENHUB',
    captured: status === 'succeeded',
    created: world.seconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: world.livemode,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: failure ? 'declined_by_network' : 'approved_by_network',
      reason: failure?.code ?? null,
      risk_level: riskLevel,
      seller_message: failure ? 'The bank did not return any further details.' : 'Payment complete.',
      type: isBlocked ? 'blocked' : failure ? 'issuer_declined' : 'authorized',
    },
    paid: status === 'succeeded',
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: method.type, ...(method.card && { card: toCardDetails(method.card) }) },
    receipt_email: null,
    receipt_number: null,
    receipt_url: `${world.pagesUrl}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status,
    transfer_data: null,
    transfer_group: null,
  };
}

const toCardDetails = (card: Stripe.PaymentMethod.Card): Stripe.Charge.PaymentMethodDetails.Card => ({
  amount_authorized: null,
  authorization_code: null,
  brand: card.brand,
  checks: card.checks,
  country: card.country,
  electronic_commerce_indicator: null,
  exp_month: card.exp_month,
  exp_year: card.exp_year,
  fingerprint: card.fingerprint ?? null,
  funding: card.funding,
  installments: null,
  last4: card.last4,
  mandate: null,
  network: card.brand,
  network_transaction_id: null,
  regulated_status: 'unregulated',
  three_d_secure: null,
  transaction_link_id: null,
  wallet: null,
});

export interface Posting {
  type: Stripe.BalanceTransaction['type'];
  amount: number;
  fee?: number;
  source: string;
}

export const newPosting = (world: World, { type, amount, fee = 0, source }: Posting): Stripe.BalanceTransaction => ({
  id: world.newId('balanceTransaction'),
  object: 'balance_transaction',
  amount,
  available_on: world.seconds(),
  balance_type: 'payments',
  created: world.seconds(),
  currency: 'usd',
  description: null,
  exchange_rate: null,
  fee,
  fee_details: [],
  net: amount - fee,
  reporting_category: type,
  source,
  status: 'available',
  type,
});

/** Stripe's list price for cards. */
export const feeOn = (cents: number): number => Math.round(cents * 0.029) + 30;
