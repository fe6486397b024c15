import type Stripe from 'stripe';
import { BANK_ACCOUNTS } from '../cards.ts';
import { invalidRequest } from '../http/error.ts';
import { newAddress, newBankAccount, newBilling, newCard, newTaxId } from '../objects/customer.ts';
import { newPaymentIntent } from '../objects/payment.ts';
import { taxOn } from '../tax.ts';
import type { World } from '../world.ts';
import { invoiceCheckout } from './invoice.ts';
import { type PayOutcome, payIntent, settleDebit } from './pay.ts';

export interface CheckoutEntry {
  /** A test card's or bank account's number; absent for a saved card. */
  number?: string;
  savedMethodId?: string;
  expMonth?: number;
  expYear?: number;
  name?: string;
  country?: string;
  taxId?: string;
  savesCard?: boolean;
  /** The 3-D Secure question has been answered. */
  isAuthenticated?: boolean;
}

const openSession = (world: World, id: string): Stripe.Checkout.Session => {
  const session = world.get('session', id);
  if (session.status !== 'open') throw invalidRequest(`This Checkout Session is ${session.status}.`);
  return session;
};

/** Computes the tax for the buyer's country. */
export function priceCheckout(
  world: World,
  id: string,
  { country = null, taxId = '' }: { country?: string | null; taxId?: string },
) {
  const session = openSession(world, id);
  const net = session.amount_subtotal ?? 0;
  const tax = session.automatic_tax.enabled ? taxOn(net, country, taxId !== '') : 0;
  return world.change('session', id, {
    amount_total: net + tax,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: tax },
    automatic_tax: { ...session.automatic_tax, ...(session.automatic_tax.enabled && { status: 'complete' }) },
  });
}

/** Pays a checkout. When the card is declined, the session stays open for another try. */
export function payCheckout(world: World, id: string, entry: CheckoutEntry): PayOutcome {
  const session = priceCheckout(world, id, { country: entry.country ?? 'US', taxId: entry.taxId ?? '' });
  rememberBuyer(world, session, entry);
  const method = methodFor(world, session, entry);
  const intent = intentFor(world, session);
  const outcome = payIntent(world, {
    intent,
    method,
    isOnSession: true,
    isAuthenticated: entry.isAuthenticated ?? false,
  });
  if (outcome.result === 'succeeded' || outcome.result === 'processing') {
    if (keepsCard(world, session, entry)) attachMethod(world, method.id, String(session.customer));
    complete(world, id, outcome.result === 'succeeded');
  }
  return outcome;
}

function rememberBuyer(world: World, { id, customer }: Stripe.Checkout.Session, entry: CheckoutEntry): void {
  const { name = 'Ada Lovelace', country = 'US', taxId = '' } = entry;
  const buyer = world.find('customer', customer);
  if (buyer) world.change('customer', buyer.id, { name, address: newAddress(country) }, 'customer.updated');
  if (buyer && taxId) world.save('taxId', newTaxId(world, buyer.id, taxId), 'customer.tax_id.created');
  world.change('session', id, {
    customer_details: {
      address: newAddress(country),
      business_name: null,
      email: buyer?.email ?? null,
      individual_name: name,
      name,
      phone: null,
      tax_exempt: 'none',
      tax_ids: taxId ? [{ type: 'eu_vat', value: taxId }] : [],
    },
  });
}

function methodFor(world: World, session: Stripe.Checkout.Session, entry: CheckoutEntry): Stripe.PaymentMethod {
  if (entry.savedMethodId) return world.get('paymentMethod', entry.savedMethodId);
  const number = entry.number ?? '4242424242424242';
  const address = newAddress(entry.country ?? 'US');
  const billing = newBilling({
    address,
    name: entry.name ?? null,
    email: world.find('customer', session.customer)?.email ?? null,
  });
  if (BANK_ACCOUNTS[number]) return world.save('paymentMethod', newBankAccount(world, { number, billing }));
  const { expMonth = 12, expYear = new Date(world.now()).getUTCFullYear() + 3 } = entry;
  return world.save('paymentMethod', newCard(world, { customer: null, number, expMonth, expYear, billing }));
}

function intentFor(world: World, { id, payment_intent, amount_total, customer }: Stripe.Checkout.Session) {
  const amount = amount_total ?? 0;
  if (payment_intent) return world.change('paymentIntent', payment_intent, { amount });
  const order = world.orders.get(id);
  const metadata = order?.paymentMetadata ?? {};
  const setup_future_usage = order?.savesCard === 'always' ? 'off_session' : null;
  const intent = newPaymentIntent(world, { amount, customer, metadata, setup_future_usage });
  world.save('paymentIntent', intent, 'payment_intent.created');
  world.change('session', id, { payment_intent: intent.id });
  return intent;
}

function keepsCard(world: World, { id }: Stripe.Checkout.Session, entry: CheckoutEntry): boolean {
  const wish = world.orders.get(id)?.savesCard ?? 'never';
  return wish === 'always' || (wish === 'asks' && entry.savesCard === true);
}

/** Attaches a card to its customer without making it the default. */
export function attachMethod(world: World, methodId: string, customer: string): void {
  world.change('paymentMethod', methodId, { customer, allow_redisplay: 'always' }, 'payment_method.attached');
}

export function detachMethod(world: World, methodId: string): Stripe.PaymentMethod {
  const { customer } = world.get('paymentMethod', methodId);
  const detached = world.change('paymentMethod', methodId, { customer: null }, 'payment_method.detached');
  const owner = world.find('customer', customer);
  if (owner?.invoice_settings.default_payment_method === methodId) {
    const settings = { ...owner.invoice_settings, default_payment_method: null };
    world.change('customer', owner.id, { invoice_settings: settings }, 'customer.updated');
  }
  return detached;
}

function complete(world: World, id: string, isPaid: boolean): void {
  const session = world.get('session', id);
  const invoice = isPaid && session.invoice_creation ? invoiceFor(world, session) : null;
  const done = { status: 'complete', payment_status: isPaid ? 'paid' : 'unpaid', url: null, invoice } as const;
  world.change('session', id, done, 'checkout.session.completed');
}

const invoiceFor = (world: World, session: Stripe.Checkout.Session): string =>
  invoiceCheckout(world, session, world.orders.get(session.id)?.description ?? '').id;

/** Completes a checkout that was paid by a delayed method, with the bank's answer. */
export function settleCheckout(world: World, id: string): void {
  const session = world.get('session', id);
  if (settleDebit(world, String(session.payment_intent)) === 'failed') {
    world.emit('checkout.session.async_payment_failed', session);
    return;
  }
  const invoice = session.invoice_creation ? invoiceFor(world, session) : null;
  world.change('session', id, { payment_status: 'paid', invoice }, 'checkout.session.async_payment_succeeded');
}

/** Saves a card through a checkout in `setup` mode. */
export function completeSetup(world: World, id: string, entry: CheckoutEntry): void {
  const session = openSession(world, id);
  rememberBuyer(world, session, entry);
  const method = methodFor(world, session, entry);
  attachMethod(world, method.id, String(session.customer));
  const done = { status: 'succeeded', payment_method: method.id } as const;
  world.change('setupIntent', session.setup_intent, done, 'setup_intent.succeeded');
  world.change('session', id, { status: 'complete', url: null }, 'checkout.session.completed');
}

export const expireCheckout = (world: World, id: string): Stripe.Checkout.Session => {
  openSession(world, id);
  return world.change('session', id, { status: 'expired', url: null }, 'checkout.session.expired');
};
