import 'server-only';
import { db } from '#lib/db/client.ts';
import { applyDispute } from './apply-dispute.ts';
import { applyFraudWarning } from './apply-fraud-warning.ts';
import { applyPayment, retrieve } from './apply-payment.ts';
import { applyRefund } from './apply-refund.ts';
import { applySession, stopCardTesting } from './apply-session.ts';
import { stripe } from './client.ts';
import { toId } from './find-order.ts';
import type { StripeNotice } from './notices.ts';
import { syncCard } from './saved-card.ts';

type Apply = (objectId: string) => Promise<StripeNotice[]>;

const APPLY = {
  payment: async (id) => {
    const notices = await applyPayment(id);
    await stopCardTesting(id);
    return notices;
  },
  session: applySession,
  refund: applyRefund,
  dispute: applyDispute,
  fraudWarning: applyFraudWarning,
  invoice: async (id) => {
    const { data } = await retrieve(id, () => stripe().invoicePayments.list({ invoice: id }));
    const notices: StripeNotice[] = [];
    for (const { payment } of data) {
      const intentId = toId(payment.payment_intent);
      if (intentId) notices.push(...(await applyPayment(intentId)));
    }
    return notices;
  },
  customer: async (id) => {
    await syncCard(id);
    return [];
  },
  method: async (id) => {
    const method = await retrieve(id, () => stripe().paymentMethods.retrieve(id));
    const known = await db.stripeCustomer.findFirst({ where: { paymentMethodId: id } });
    const customerId = toId(method.customer) ?? known?.customerId;
    if (customerId) await syncCard(customerId);
    return [];
  },
} as const satisfies Record<string, Apply>;

/** The object that each event concerns. Only its id is read from the event; its state is fetched from Stripe. */
const EVENTS: Readonly<Record<string, keyof typeof APPLY>> = {
  'payment_intent.succeeded': 'payment',
  'payment_intent.processing': 'payment',
  'payment_intent.payment_failed': 'payment',
  'payment_intent.requires_action': 'payment',
  'payment_intent.canceled': 'payment',
  'checkout.session.completed': 'session',
  'checkout.session.expired': 'session',
  'checkout.session.async_payment_succeeded': 'session',
  'checkout.session.async_payment_failed': 'session',
  'refund.created': 'refund',
  'refund.updated': 'refund',
  'refund.failed': 'refund',
  'charge.refund.updated': 'refund',
  'charge.dispute.created': 'dispute',
  'charge.dispute.updated': 'dispute',
  'charge.dispute.closed': 'dispute',
  'charge.dispute.funds_withdrawn': 'dispute',
  'charge.dispute.funds_reinstated': 'dispute',
  'radar.early_fraud_warning.created': 'fraudWarning',
  'radar.early_fraud_warning.updated': 'fraudWarning',
  'invoice.paid': 'invoice',
  'invoice.payment_failed': 'invoice',
  'invoice.payment_action_required': 'invoice',
  'invoice.voided': 'invoice',
  'customer.updated': 'customer',
  'payment_method.attached': 'method',
  'payment_method.detached': 'method',
  'payment_method.updated': 'method',
  'payment_method.automatically_updated': 'method',
};

export const isForUs = (type: string): boolean => type in EVENTS;

export function applyEvent({ type, objectId }: { type: string; objectId: string }): Promise<StripeNotice[]> {
  const kind = EVENTS[type];
  return kind ? APPLY[kind](objectId) : Promise.resolve([]);
}
