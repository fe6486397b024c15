import type Stripe from 'stripe';
import { invalidRequest, StripeFailure } from '../http/error.ts';
import { newInvoice, newInvoiceItem, newInvoiceLine, newInvoicePayment, toTotalTax } from '../objects/invoice.ts';
import { newPaymentIntent } from '../objects/payment.ts';
import { taxOn } from '../tax.ts';
import type { World } from '../world.ts';
import { payIntent } from './pay.ts';

export function addInvoiceItem(world: World, invoiceId: string, amount: number, description: string | null) {
  const invoice = world.get('invoice', invoiceId);
  if (invoice.status !== 'draft') throw invalidRequest('This invoice is no longer editable.', { param: 'invoice' });
  const item = world.save(
    'invoiceItem',
    newInvoiceItem(world, { invoice, amount, description }),
    'invoiceitem.created',
  );
  const lines = { ...invoice.lines, data: [...invoice.lines.data, newInvoiceLine(item)] };
  const subtotal = invoice.subtotal + amount;
  world.change('invoice', invoice.id, { lines, ...totals(world, invoice, subtotal) });
  return item;
}

function totals(world: World, { customer, automatic_tax }: Stripe.Invoice, subtotal: number) {
  const buyer = world.find('customer', customer);
  const hasTaxId = world.all('taxId').some((taxId) => taxId.customer === buyer?.id);
  const tax = automatic_tax.enabled ? taxOn(subtotal, buyer?.address?.country ?? null, hasTaxId) : 0;
  const total = subtotal + tax;
  const due = { amount_due: total, amount_remaining: total, total };
  return {
    subtotal,
    subtotal_excluding_tax: subtotal,
    total_excluding_tax: subtotal,
    total_taxes: [toTotalTax(tax, subtotal)],
    ...due,
  };
}

/** Finalizes an invoice: it gets its number and a payment intent. */
export function finalizeInvoice(world: World, id: string): Stripe.Invoice {
  const invoice = world.get('invoice', id);
  if (invoice.status !== 'draft')
    throw invalidRequest('This invoice is already finalized, you can’t re-finalize a non-draft invoice.', {
      code: 'invoice_not_editable',
    });
  const intent = world.save(
    'paymentIntent',
    newPaymentIntent(world, { amount: invoice.total, customer: invoice.customer, metadata: {} }),
    'payment_intent.created',
  );
  world.save('invoicePayment', newInvoicePayment(world, { invoice, intent }));
  return world.change('invoice', id, { ...publication(world, id), status: 'open' }, 'invoice.finalized');
}

function publication(world: World, id: string) {
  world.invoiceCount += 1;
  return {
    number: `LOCAL-${String(world.invoiceCount).padStart(4, '0')}`,
    hosted_invoice_url: `${world.pagesUrl}/invoice/${id}`,
    invoice_pdf: `${world.pagesUrl}/invoice/${id}/pdf`,
    effective_at: world.seconds(),
    status_transitions: {
      finalized_at: world.seconds(),
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
  };
}

export const paymentOf = (world: World, invoiceId: string): Stripe.InvoicePayment | undefined =>
  world.all('invoicePayment').find((payment) => payment.invoice === invoiceId);

interface InvoicePayWishes {
  methodId: string | null;
  isOnSession: boolean;
  isAuthenticated?: boolean;
}

/** @throws StripeFailure 402 when the card is declined or requires 3-D Secure */
export function payInvoice(world: World, id: string, wishes: InvoicePayWishes): Stripe.Invoice {
  const invoice = world.get('invoice', id);
  if (invoice.status === 'paid') throw invalidRequest('Invoice is already paid', { code: 'invoice_already_paid' });
  if (invoice.status !== 'open') throw invalidRequest('Invoice is not open.', { code: 'invoice_not_editable' });
  const method = world.find('paymentMethod', wishes.methodId ?? defaultMethod(world, invoice));
  if (!method) throw invalidRequest('There is no `default_payment_method` set on this Customer or Invoice.');
  const payment = paymentOf(world, id);
  const intent = world.get('paymentIntent', payment?.payment.payment_intent);
  const outcome = payIntent(world, { ...wishes, intent, method });
  world.change('invoice', id, { attempted: true, attempt_count: invoice.attempt_count + 1 });
  if (outcome.result === 'requires_action') {
    world.emit('invoice.payment_action_required', world.get('invoice', id));
    throw actionRequired(world, intent.id);
  }
  if (outcome.result === 'declined') {
    world.emit('invoice.payment_failed', world.get('invoice', id));
    throw declinedError(world, intent.id, outcome.decline);
  }
  return markPaid(world, id);
}

const defaultMethod = (world: World, invoice: Stripe.Invoice): unknown =>
  invoice.default_payment_method ?? world.find('customer', invoice.customer)?.invoice_settings.default_payment_method;

export function markPaid(world: World, id: string): Stripe.Invoice {
  const invoice = world.get('invoice', id);
  const payment = paymentOf(world, id);
  const paid_at = world.seconds();
  if (payment) {
    const paid = { status: 'paid', amount_paid: invoice.total, status_transitions: { canceled_at: null, paid_at } };
    world.change('invoicePayment', payment.id, paid, 'invoice_payment.paid');
  }
  const status_transitions = { ...invoice.status_transitions, paid_at };
  const paid = { status: 'paid', amount_paid: invoice.total, amount_remaining: 0, status_transitions } as const;
  return world.change('invoice', id, paid, 'invoice.paid', 'invoice.payment_succeeded');
}

export function voidInvoice(world: World, id: string): Stripe.Invoice {
  const invoice = world.get('invoice', id);
  if (invoice.status !== 'open')
    throw invalidRequest('You can only pass in open invoices. This invoice isn’t open.', { param: 'invoice' });
  const payment = paymentOf(world, id);
  if (payment) {
    world.change('invoicePayment', payment.id, { status: 'canceled' });
    const canceled = { status: 'canceled', canceled_at: world.seconds(), cancellation_reason: 'void_invoice' } as const;
    world.change('paymentIntent', payment.payment.payment_intent, canceled, 'payment_intent.canceled');
  }
  const status_transitions = { ...invoice.status_transitions, voided_at: world.seconds() };
  return world.change('invoice', id, { status: 'void', status_transitions }, 'invoice.voided');
}

/** The invoice of a paid checkout: created, finalized and paid at once. */
export function invoiceCheckout(world: World, session: Stripe.Checkout.Session, description: string): Stripe.Invoice {
  const draft = newInvoice(world, { customer: session.customer, metadata: {}, withTax: session.automatic_tax.enabled });
  world.save('invoice', draft);
  addInvoiceItem(world, draft.id, session.amount_subtotal ?? 0, description);
  world.change('invoice', draft.id, { ...publication(world, draft.id), status: 'open' }, 'invoice.finalized');
  const invoice = world.get('invoice', draft.id);
  const intent = world.get('paymentIntent', session.payment_intent);
  world.save('invoicePayment', newInvoicePayment(world, { invoice, intent }));
  return markPaid(world, draft.id);
}

const actionRequired = (world: World, intentId: string) =>
  new StripeFailure(402, {
    type: 'card_error',
    code: 'invoice_payment_intent_requires_action',
    message: 'This payment requires additional user action before it can be completed successfully.',
    payment_intent: world.get('paymentIntent', intentId),
  });

const declinedError = (
  world: World,
  intentId: string,
  decline: { code: string; declineCode: string; message: string },
) =>
  new StripeFailure(402, {
    type: 'card_error',
    code: decline.code,
    decline_code: decline.declineCode,
    message: decline.message,
    payment_intent: world.get('paymentIntent', intentId),
  });
