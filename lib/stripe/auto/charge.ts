import 'server-only';
import type Stripe from 'stripe';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { announcedTransaction } from '../announce.ts';
import { applyPayment } from '../apply-payment.ts';
import { stripe } from '../client.ts';
import { isRefusal } from '../failure.ts';
import { toId } from '../find-order.ts';
import type { StripeNotice } from '../notices.ts';
import { coolDownMs } from '../rules/auto.ts';
import { advanceTopUp } from '../top-up-row.ts';
import { suspendAutoTopUp } from './suspend.ts';

/**
 * Charges the saved card for an automatic order, by an invoice like every top-up. Each of the four calls has an
 * idempotency key derived from the order, so a process that takes over from a dead one repeats the calls without
 * repeating their effect.
 */
export async function chargeAutoTopUp(topUpId: string): Promise<StripeNotice[]> {
  const order = await db.topUp.findUniqueOrThrow({ where: { id: topUpId } });
  if (order.state !== 'created') return [];
  const customer = await db.stripeCustomer.findUnique({ where: { accountId: order.accountId } });
  if (!customer?.paymentMethodId) return fail(order, 'no_card');
  const { customerId, paymentMethodId } = customer;
  try {
    const invoiceId = order.invoiceId ?? (await draftInvoice(order, customerId));
    await addItem(order, customerId, invoiceId);
    await stripe().invoices.finalizeInvoice(invoiceId, { auto_advance: false }, key(topUpId, 'finalize'));
    // An invoice is paid only once, so another card after a restart may use another key.
    const how = { off_session: true, payment_method: paymentMethodId };
    await stripe().invoices.pay(invoiceId, how, key(topUpId, `pay:${paymentMethodId}`));
    return await applyInvoicePayment(invoiceId);
  } catch (error) {
    // Any other outcome is unknown: the order stays open, and the same calls are repeated.
    if (!isRefusal(error)) throw error;
    return concede(topUpId, error);
  }
}

const key = (topUpId: string, step: string) => ({ idempotencyKey: `auto:${topUpId}:${step}` });

async function draftInvoice({ id }: { id: string }, customer: string): Promise<string> {
  const invoice = await stripe().invoices.create(
    {
      customer,
      currency: 'usd',
      auto_advance: false,
      collection_method: 'charge_automatically',
      pending_invoice_items_behavior: 'exclude',
      automatic_tax: { enabled: env.STRIPE_TAX === 'automatic' },
      metadata: { top_up: id },
    },
    key(id, 'invoice'),
  );
  await db.topUp.update({ where: { id }, data: { invoiceId: invoice.id } });
  return invoice.id;
}

async function addItem(
  { id, netCents }: { id: string; netCents: number },
  customer: string,
  invoice: string,
): Promise<void> {
  const item = { customer, invoice, amount: netCents, currency: 'usd', description: 'TokenHub credit' };
  const taxed = { tax_behavior: 'exclusive', tax_code: env.STRIPE_TAX_CODE } as const;
  await stripe().invoiceItems.create({ ...item, ...taxed }, key(id, 'item'));
}

async function applyInvoicePayment(invoiceId: string): Promise<StripeNotice[]> {
  const { data } = await stripe().invoicePayments.list({ invoice: invoiceId, limit: 1 });
  const intentId = toId(data[0]?.payment.payment_intent);
  return intentId ? applyPayment(intentId) : [];
}

/** Handles a refusal. A completed payment still counts, 3-D Secure is left to the customer, any other order fails. */
async function concede(
  topUpId: string,
  error: InstanceType<typeof Stripe.errors.StripeError>,
): Promise<StripeNotice[]> {
  const order = await db.topUp.findUniqueOrThrow({ where: { id: topUpId } });
  if (!order.invoiceId) return fail(order, 'declined');
  const invoice = await stripe().invoices.retrieve(order.invoiceId);
  if (invoice.status === 'paid') return applyInvoicePayment(invoice.id);
  if (isQuestion(error)) return askCustomer(order, invoice.hosted_invoice_url ?? null);
  const notices = await applyInvoicePayment(invoice.id);
  await closeInvoice(invoice);
  return [...notices, ...(await fail(order, 'declined'))];
}

const isQuestion = ({ code }: { code?: string }): boolean =>
  code === 'invoice_payment_intent_requires_action' || code === 'authentication_required';

/** Closes an unpaid invoice, so that it cannot be charged later. */
async function closeInvoice({ id, status }: Stripe.Invoice): Promise<void> {
  if (status === 'draft') await stripe().invoices.del(id);
  if (status === 'open') await stripe().invoices.voidInvoice(id);
}

interface Order {
  id: string;
  accountId: string;
}

function askCustomer({ id, accountId }: Order, url: string | null): Promise<StripeNotice[]> {
  return announcedTransaction(async (database) => {
    const { hasMoved } = await advanceTopUp(database, id, { state: 'requires_action' });
    if (!hasMoved) return [];
    const suspended = await countFailure(database, accountId);
    return [{ kind: 'top_up_needs_action', accountId, topUpId: id, url }, ...suspended];
  });
}

function fail({ id, accountId }: Order, failureCode: string): Promise<StripeNotice[]> {
  return announcedTransaction(async (database) => {
    const { hasMoved, notices } = await advanceTopUp(database, id, { state: 'failed', failureCode });
    return hasMoved ? [...notices, ...(await countFailure(database, accountId))] : [];
  });
}

const addFailure = statement<{ failures: number }>(
  'stripe_auto_top_up_failed',
  'UPDATE auto_top_up SET failures = failures + 1 WHERE account_id = $1 RETURNING failures',
);

const waitFor = statement(
  'stripe_auto_top_up_waits',
  `UPDATE auto_top_up SET next_attempt_at = now() + make_interval(secs => $2) WHERE account_id = $1`,
);

/** After a failure the next attempt waits, longer each time, until top-ups are suspended. */
async function countFailure(database: Database, accountId: string): Promise<StripeNotice[]> {
  const [row] = await addFailure(database, [accountId]);
  const waitMs = coolDownMs(row?.failures ?? 0);
  if (waitMs === null) return suspendAutoTopUp(database, accountId, 'failures');
  await waitFor(database, [accountId, waitMs / 1_000]);
  return [];
}

/** Ends an attempt that has been open too long: idempotency keys last a day, and a call must not outlive its key. */
export async function abandonAutoTopUp(topUpId: string): Promise<StripeNotice[]> {
  const order = await db.topUp.findUniqueOrThrow({ where: { id: topUpId } });
  const customer = await db.stripeCustomer.findUnique({ where: { accountId: order.accountId } });
  const invoices = order.invoiceId
    ? [await stripe().invoices.retrieve(order.invoiceId)]
    : customer
      ? (await stripe().invoices.list({ customer: customer.customerId, limit: 100 })).data
      : [];
  const own = invoices.filter(({ id, metadata }) => id === order.invoiceId || metadata?.top_up === topUpId);
  const paid = own.find(({ status }) => status === 'paid');
  if (paid) return applyInvoicePayment(paid.id);
  for (const invoice of own) await closeInvoice(invoice);
  return fail(order, 'expired');
}
