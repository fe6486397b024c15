import 'server-only';
import type Stripe from 'stripe';
import { db } from '#lib/db/client.ts';
import type { TopUp } from '#lib/db/generated/client.ts';
import { stripe } from './client.ts';
import type { Sale } from './rules/order.ts';

export interface FoundOrder {
  topUp: TopUp;
  sale: Omit<Sale, 'orderedCents' | 'receivedCents'>;
  sessionId: string | null;
  sessionStatus: string | null;
  invoiceId: string | null;
}

/**
 * Finds the order of a payment. Our own row binds it, by the id of the checkout or the invoice. Metadata is used only
 * for a row without such an id, whose process died before recording it.
 */
export async function findOrder(intent: Stripe.PaymentIntent): Promise<FoundOrder | null> {
  const { data: sessions } = await stripe().checkout.sessions.list({ payment_intent: intent.id, limit: 1 });
  const [session] = sessions;
  if (session) return orderOfSession(session);
  const payment = { type: 'payment_intent', payment_intent: intent.id };
  const { data: payments } = await stripe().invoicePayments.list({ payment, limit: 1 });
  const [invoicePayment] = payments;
  return invoicePayment ? orderOfInvoice(toId(invoicePayment.invoice) ?? '') : null;
}

export async function orderOfSession(session: Stripe.Checkout.Session): Promise<FoundOrder | null> {
  const { id: sessionId, client_reference_id: reference } = session;
  const bound = await db.topUp.findUnique({ where: { sessionId } });
  const topUp = bound ?? (await findUnbound(reference, 'manual'));
  if (!topUp) return null;
  const { amount_discount: discount = 0, amount_tax: tax = 0 } = session.total_details ?? {};
  return {
    topUp,
    sale: {
      subtotalCents: (session.amount_subtotal ?? 0) - discount,
      taxCents: tax,
      totalCents: session.amount_total ?? 0,
      currency: session.currency ?? '',
    },
    sessionId,
    sessionStatus: session.status,
    invoiceId: toId(session.invoice),
  };
}

async function orderOfInvoice(invoiceId: string): Promise<FoundOrder | null> {
  const invoice = await stripe().invoices.retrieve(invoiceId);
  const bound = await db.topUp.findUnique({ where: { invoiceId } });
  const topUp = bound ?? (await findUnbound(invoice.metadata?.top_up, 'automatic'));
  if (!topUp) return null;
  return {
    topUp,
    sale: {
      subtotalCents: invoice.total_excluding_tax ?? invoice.subtotal,
      taxCents: (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
      totalCents: invoice.total,
      currency: invoice.currency,
    },
    sessionId: null,
    sessionStatus: null,
    invoiceId,
  };
}

async function findUnbound(id: string | null | undefined, kind: TopUp['kind']): Promise<TopUp | null> {
  return id ? db.topUp.findFirst({ where: { id, kind, sessionId: null, invoiceId: null } }) : null;
}

/** Returns the id of an expandable field, which holds the id or the object. */
export const toId = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'object' && value !== null ? value.id : (value ?? null);
