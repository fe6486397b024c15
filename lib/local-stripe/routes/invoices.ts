import { z } from 'zod';
import { addInvoiceItem, finalizeInvoice, payInvoice, voidInvoice } from '../actions/invoice.ts';
import { invalidRequest, noSuch } from '../http/error.ts';
import { toList } from '../http/list.ts';
import { flag, listParams, metadata, NONE, params, text, whole } from '../http/params.ts';
import { newInvoice } from '../objects/invoice.ts';
import type { World } from '../world.ts';
import { getCustomer } from './customers.ts';
import { type Route, route } from './route.ts';

const creation = params({
  customer: text,
  currency: z.literal('usd').optional(),
  auto_advance: flag.optional(),
  collection_method: z.literal('charge_automatically').optional(),
  pending_invoice_items_behavior: z.enum(['exclude', 'include']).optional(),
  automatic_tax: z.strictObject({ enabled: flag }).optional(),
  default_payment_method: text.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
});

const item = params({
  customer: text,
  invoice: text,
  amount: whole,
  currency: z.literal('usd'),
  description: text.optional(),
  tax_behavior: z.enum(['exclusive', 'inclusive', 'unspecified']).optional(),
  tax_code: text.optional(),
});

function getInvoice(world: World, id: string, param = 'invoice') {
  const invoice = world.find('invoice', id);
  if (!invoice) throw noSuch('invoice', id, param);
  return invoice;
}

const paymentFilter = z.strictObject({ type: z.literal('payment_intent'), payment_intent: text.optional() });

export const invoiceRoutes: readonly Route[] = [
  route('POST', '/v1/invoices', creation, ({ world, params: given }) => {
    getCustomer(world, given.customer);
    const invoice = newInvoice(world, {
      customer: given.customer,
      metadata: given.metadata ?? {},
      auto_advance: given.auto_advance ?? false,
      description: given.description ?? null,
      default_payment_method: given.default_payment_method ?? null,
      withTax: given.automatic_tax?.enabled ?? false,
    });
    return world.save('invoice', invoice, 'invoice.created');
  }),
  route('GET', '/v1/invoices/:id', NONE, ({ world, id }) => getInvoice(world, id)),
  route(
    'GET',
    '/v1/invoices',
    listParams({ customer: text.optional(), status: text.optional() }),
    ({ world, params: { customer, status, ...page } }) => {
      const found = world
        .all('invoice')
        .filter((invoice) => customer === undefined || invoice.customer === customer)
        .filter((invoice) => status === undefined || invoice.status === status);
      return toList(found, page, '/v1/invoices');
    },
  ),
  route('POST', '/v1/invoiceitems', item, ({ world, params: { invoice, amount, customer, description } }) => {
    if (getInvoice(world, invoice).customer !== customer)
      throw invalidRequest('The invoice belongs to another customer.', { param: 'customer' });
    return addInvoiceItem(world, invoice, amount, description ?? null);
  }),
  route('POST', '/v1/invoices/:id/finalize', params({ auto_advance: flag.optional() }), ({ world, id }) => {
    getInvoice(world, id);
    return finalizeInvoice(world, id);
  }),
  route(
    'POST',
    '/v1/invoices/:id/pay',
    params({ off_session: flag.optional(), payment_method: text.optional() }),
    ({ world, id, params: { off_session, payment_method } }) => {
      getInvoice(world, id);
      // Off-session is the default of this call, unlike that of payment intents.
      return payInvoice(world, id, { methodId: payment_method ?? null, isOnSession: off_session === false });
    },
  ),
  route('POST', '/v1/invoices/:id/void', NONE, ({ world, id }) => {
    getInvoice(world, id);
    return voidInvoice(world, id);
  }),
  route('DELETE', '/v1/invoices/:id', NONE, ({ world, id }) => {
    if (getInvoice(world, id).status !== 'draft') throw invalidRequest('You can only delete draft invoices.');
    world.tables.invoice.delete(id);
    world.onChange();
    return { id, object: 'invoice', deleted: true };
  }),
  route(
    'GET',
    '/v1/invoice_payments',
    listParams({ invoice: text.optional(), status: text.optional(), payment: paymentFilter.optional() }),
    ({ world, params: { invoice, status, payment, ...page } }) => {
      const found = world
        .all('invoicePayment')
        .filter((one) => invoice === undefined || one.invoice === invoice)
        .filter((one) => status === undefined || one.status === status)
        .filter((one) => payment === undefined || one.payment.payment_intent === payment.payment_intent);
      return toList(found, page, '/v1/invoice_payments');
    },
  ),
];
