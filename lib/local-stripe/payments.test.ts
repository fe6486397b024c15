import { afterAll, describe, expect, it } from 'vitest';
import { completeSetup, payCheckout, settleCheckout } from './actions/checkout.ts';
import { closeDispute, escalateDispute } from './actions/dispute.ts';
import { settleRefund } from './actions/refund.ts';
import { openShopper } from './testing/shopper.ts';

const { local, stripe, newCustomer, newCheckout, pay } = await openShopper();
afterAll(() => local.close());

const typesOf = (id: string) => local.events.filter(({ object }) => object.id === id).map(({ type }) => type);

describe('a payment', () => {
  it('goes from checkout to charge, invoice and saved card, with tax', async () => {
    const { customer, session, intentId } = await pay({ number: '4242424242424242', country: 'DE' });
    expect(session).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      amount_subtotal: 2_500,
      amount_total: 2_975,
      total_details: { amount_tax: 475 },
      client_reference_id: 'top_1',
      url: null,
    });
    const intent = await stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge.balance_transaction'] });
    expect(intent).toMatchObject({
      status: 'succeeded',
      amount_received: 2_975,
      metadata: { top_up: 'top_1' },
      latest_charge: {
        status: 'succeeded',
        payment_method_details: { card: { last4: '4242', brand: 'visa' } },
        balance_transaction: { object: 'balance_transaction', fee: 116 },
      },
    });
    const invoice = await stripe.invoices.retrieve(String(session.invoice));
    expect(invoice).toMatchObject({
      status: 'paid',
      subtotal: 2_500,
      total: 2_975,
      number: expect.stringMatching(/^LOCAL-\d{4}$/),
    });
    const { data } = await stripe.invoicePayments.list({
      payment: { type: 'payment_intent', payment_intent: intentId },
    });
    expect(data.map((payment) => payment.invoice)).toEqual([invoice.id]);
    const [byIntent] = (await stripe.checkout.sessions.list({ payment_intent: intentId })).data;
    expect(byIntent?.id).toBe(session.id);
    const [card] = (await stripe.paymentMethods.list({ customer, type: 'card' })).data;
    expect(card).toMatchObject({ card: { last4: '4242' } });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: card?.id ?? '' } });
    const buyer = await stripe.customers.retrieve(customer, { expand: ['invoice_settings.default_payment_method'] });
    expect(buyer).toMatchObject({ invoice_settings: { default_payment_method: { id: card?.id } } });
    expect(typesOf(intentId)).toEqual(['payment_intent.created', 'payment_intent.succeeded']);
    expect(typesOf(session.id)).toEqual(['checkout.session.completed']);
  });

  it('by a declined card leaves the session open for another', async () => {
    const { id, outcome, session, intentId } = await pay({ number: '4000000000009995' });
    expect(outcome).toMatchObject({ result: 'declined', decline: { declineCode: 'insufficient_funds' } });
    expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid' });
    payCheckout(local.world, id, { name: 'Ada' });
    expect((await stripe.paymentIntents.retrieve(intentId)).status).toBe('succeeded');
  });

  it('by a delayed method is paid when the bank confirms it', async () => {
    const { id, session, intentId } = await pay({ number: '000123456789' });
    expect(session).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    expect((await stripe.paymentIntents.retrieve(intentId)).status).toBe('processing');
    settleCheckout(local.world, id);
    expect((await stripe.paymentIntents.retrieve(intentId)).status).toBe('succeeded');
    const failing = await pay({ number: '000111111116' });
    settleCheckout(local.world, failing.id);
    expect((await stripe.paymentIntents.retrieve(failing.intentId)).status).toBe('requires_payment_method');
    expect(typesOf(failing.id)).toEqual(['checkout.session.completed', 'checkout.session.async_payment_failed']);
  });

  it('of a business in the EU bears no tax, and an expired session cannot be paid', async () => {
    const { id: customer } = await newCustomer();
    const { id } = await newCheckout(customer, { expires_at: Math.floor(Date.now() / 1_000) + 3_600, locale: 'de' });
    payCheckout(local.world, id, { country: 'DE', taxId: 'DE123456789', name: 'Ada' });
    expect((await stripe.checkout.sessions.retrieve(id)).amount_total).toBe(2_500);
    const other = await newCheckout(customer);
    expect((await stripe.checkout.sessions.expire(other.id)).status).toBe('expired');
    expect(() => payCheckout(local.world, other.id, {})).toThrow('expired');
  });
});

describe('a card saved without a payment', () => {
  it('becomes the default for invoices, and can be detached', async () => {
    const { id: customer } = await newCustomer();
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      customer,
      currency: 'usd',
      success_url: 'https://hub.example',
    });
    completeSetup(local.world, session.id, { number: '5555555555554444', name: 'Ada' });
    const intent = await stripe.setupIntents.retrieve(String(session.setup_intent));
    const [method] = (await stripe.paymentMethods.list({ customer, type: 'card' })).data;
    expect(intent).toMatchObject({ status: 'succeeded', payment_method: method?.id });
    expect(await stripe.paymentMethods.retrieve(method?.id ?? '')).toMatchObject({ card: { brand: 'mastercard' } });
    await stripe.paymentMethods.detach(method?.id ?? '');
    expect((await stripe.paymentMethods.list({ customer })).data).toEqual([]);
    await expect(
      stripe.customers.update(customer, { invoice_settings: { default_payment_method: method?.id ?? '' } }),
    ).rejects.toMatchObject({ code: 'resource_missing' });
  });
});

describe('an invoice off-session', () => {
  async function invoiced(number: string) {
    const { id: customer } = await newCustomer();
    const setup = await stripe.checkout.sessions.create({
      mode: 'setup',
      customer,
      currency: 'usd',
      success_url: 'https://hub.example',
    });
    completeSetup(local.world, setup.id, { number, country: 'FR', name: 'Ada' });
    const draft = await stripe.invoices.create({
      customer,
      auto_advance: false,
      pending_invoice_items_behavior: 'exclude',
      automatic_tax: { enabled: true },
      metadata: { top_up: 'top_2' },
    });
    await stripe.invoiceItems.create({
      customer,
      invoice: draft.id,
      amount: 2_000,
      currency: 'usd',
      description: 'Credit',
    });
    await stripe.invoices.finalizeInvoice(draft.id);
    const [method] = (await stripe.paymentMethods.list({ customer })).data;
    return { id: draft.id, payment_method: method?.id ?? '' };
  }

  it('is paid with the saved card and its tax', async () => {
    const { id, payment_method } = await invoiced('4242424242424242');
    await expect(stripe.invoices.pay(id)).rejects.toThrow('no `default_payment_method`');
    const invoice = await stripe.invoices.pay(id, { off_session: true, payment_method });
    expect(invoice).toMatchObject({ status: 'paid', subtotal: 2_000, total: 2_400, metadata: { top_up: 'top_2' } });
    const [payment] = (await stripe.invoicePayments.list({ invoice: id })).data;
    expect(payment).toMatchObject({ status: 'paid', amount_paid: 2_400 });
    await expect(stripe.invoices.pay(id)).rejects.toMatchObject({ code: 'invoice_already_paid' });
  });

  it.each([
    ['4000000000000341', { statusCode: 402, type: 'StripeCardError', code: 'card_declined' }],
    ['4000002760003184', { statusCode: 402, code: 'invoice_payment_intent_requires_action' }],
  ])('by %s is refused, can be voided, and its payment is canceled', async (number, error) => {
    const { id, payment_method } = await invoiced(number);
    await expect(stripe.invoices.pay(id, { off_session: true, payment_method })).rejects.toMatchObject(error);
    expect((await stripe.invoices.voidInvoice(id)).status).toBe('void');
    const [payment] = (await stripe.invoicePayments.list({ invoice: id })).data;
    const intent = await stripe.paymentIntents.retrieve(String(payment?.payment.payment_intent));
    expect(intent.status).toBe('canceled');
  });

  it('is deleted while it is a draft', async () => {
    const { id: customer } = await newCustomer();
    const draft = await stripe.invoices.create({ customer });
    expect(await stripe.invoices.del(draft.id)).toMatchObject({ deleted: true });
    await expect(stripe.invoices.retrieve(draft.id)).rejects.toMatchObject({ statusCode: 404 });
    expect((await stripe.invoices.list({ customer })).data).toEqual([]);
  });
});

describe('money that goes back', () => {
  it('is refunded in parts, never more than was paid', async () => {
    const { intentId } = await pay();
    const first = await stripe.refunds.create({
      payment_intent: intentId,
      amount: 1_000,
      metadata: { refund: 'rr_1' },
    });
    expect(first).toMatchObject({ status: 'succeeded', amount: 1_000, payment_intent: intentId });
    await expect(stripe.refunds.create({ payment_intent: intentId, amount: 1_501 })).rejects.toThrow(
      'greater than unrefunded',
    );
    await stripe.refunds.create({ payment_intent: intentId, reason: 'requested_by_customer' });
    await expect(stripe.refunds.create({ payment_intent: intentId })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    const { data } = await stripe.refunds.list({ payment_intent: intentId });
    expect(data.map(({ amount }) => amount)).toEqual([1_500, 1_000]);
    const [charge] = (await stripe.charges.list({ payment_intent: intentId })).data;
    expect(charge).toMatchObject({ amount_refunded: 2_500, refunded: true });
    expect(await stripe.charges.retrieve(charge?.id ?? '')).toMatchObject({ id: charge?.id });
  });

  it.each([
    ['4000000000005126', 'succeeded', 'failed'],
    ['4000000000007726', 'pending', 'succeeded'],
  ])('to %s is %s first and %s in the end', async (number, first, last) => {
    const { intentId } = await pay({ number });
    const { id, status } = await stripe.refunds.create({ payment_intent: intentId });
    expect(status).toBe(first);
    settleRefund(local.world, id);
    expect((await stripe.refunds.retrieve(id)).status).toBe(last);
  });

  it('is disputed, lost and won on appeal', async () => {
    const { intentId } = await pay({ number: '4000000000000259' });
    const [dispute] = (await stripe.disputes.list({ payment_intent: intentId })).data;
    const id = dispute?.id ?? '';
    expect(dispute).toMatchObject({
      status: 'needs_response',
      amount: 2_500,
      balance_transactions: [{ amount: -2_500 }],
    });
    await expect(stripe.refunds.create({ payment_intent: intentId })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
    closeDispute(local.world, id, 'lost');
    closeDispute(local.world, id, 'won');
    expect((await stripe.disputes.retrieve(id)).balance_transactions.map(({ amount }) => amount)).toEqual([
      -2_500, 2_500,
    ]);
  });

  it('starts as an inquiry, and is escalated to a dispute', async () => {
    const { intentId } = await pay({ number: '4000000000001976' });
    const [inquiry] = (await stripe.disputes.list({ payment_intent: intentId })).data;
    expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] });
    escalateDispute(local.world, inquiry?.id ?? '');
    expect((await stripe.disputes.retrieve(inquiry?.id ?? '')).balance_transactions).toHaveLength(1);
  });

  it('may have an early fraud warning', async () => {
    const { intentId } = await pay({ number: '4000000000005423' });
    const [warning] = (await stripe.radar.earlyFraudWarnings.list({ payment_intent: intentId })).data;
    expect(await stripe.radar.earlyFraudWarnings.retrieve(warning?.id ?? '')).toMatchObject({ actionable: true });
  });
});
