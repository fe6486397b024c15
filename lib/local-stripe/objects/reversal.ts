import type Stripe from 'stripe';
import type { World } from '../world.ts';

type RefundFields = Pick<Stripe.Refund, 'amount' | 'metadata' | 'reason' | 'status'> & { charge: Stripe.Charge };

export const newRefund = (world: World, { charge, ...fields }: RefundFields): Stripe.Refund => ({
  id: world.newId('refund'),
  object: 'refund',
  balance_transaction: null,
  charge: charge.id,
  created: world.seconds(),
  currency: charge.currency,
  customer: charge.customer,
  customer_account: null,
  payment_intent: charge.payment_intent,
  payment_method: charge.payment_method,
  receipt_number: null,
  source_transfer_reversal: null,
  transfer_reversal: null,
  ...fields,
});

type DisputeFields = Pick<Stripe.Dispute, 'amount' | 'reason' | 'status'> & { charge: Stripe.Charge };

const DAYS_TO_ANSWER = 14;

export const newDispute = (world: World, { charge, ...fields }: DisputeFields): Stripe.Dispute => ({
  id: world.newId('dispute'),
  object: 'dispute',
  balance_transactions: [],
  charge: charge.id,
  created: world.seconds(),
  currency: charge.currency,
  enhanced_eligibility_types: [],
  evidence: NO_EVIDENCE,
  evidence_details: {
    due_by: world.seconds() + DAYS_TO_ANSWER * 86_400,
    enhanced_eligibility: {},
    has_evidence: false,
    past_due: false,
    submission_count: 0,
    submission_method: 'not_submitted',
  },
  intended_submission_method: null,
  is_charge_refundable: fields.status.startsWith('warning_'),
  livemode: world.livemode,
  metadata: {},
  payment_intent: charge.payment_intent,
  ...fields,
});

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

export const newFraudWarning = (world: World, charge: Stripe.Charge): Stripe.Radar.EarlyFraudWarning => ({
  id: world.newId('fraudWarning'),
  object: 'radar.early_fraud_warning',
  actionable: true,
  charge: charge.id,
  created: world.seconds(),
  fraud_type: 'unauthorized_use_of_card',
  livemode: world.livemode,
  payment_intent: charge.payment_intent as string,
});
