import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { creditAccount } from '#lib/billing/credit.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { settleCheckout } from '#lib/local-stripe/actions/checkout.ts';
import { closeDispute, escalateDispute, openDispute, warnOfFraud } from '#lib/local-stripe/actions/dispute.ts';
import { createRefund, failRefund } from '#lib/local-stripe/actions/refund.ts';
import { confirmCheckout } from './pages.ts';
import { getTopUp, operatorQueue } from './queries.ts';
import { openShop } from './testing/shop.ts';
import { startProcess } from './testing/start-process.ts';

const shop = await openShop();
const { world } = shop.local;
afterAll(shop.close);
afterEach(async () => expect(await shop.violations()).toEqual([]));

const usd = (amount: number) => BigInt(Math.round(amount * 100)) * 10_000_000n;

it('credits the ordered amount, without the tax, and stores the data of the receipt', async () => {
  const payer = await shop.newPayer();
  const { topUpId, intentId } = await shop.pay(payer, { country: 'DE' });
  const notices = await shop.deliverAll();
  expect(notices).toEqual([{ kind: 'top_up_credited', accountId: payer.accountId, topUpId }]);
  expect(await shop.balance(payer)).toEqual({ available: usd(25), held: 0n, debt: 0n });
  const row = await db.stripePayment.findUniqueOrThrow({ where: { paymentIntentId: intentId } });
  expect(row).toMatchObject({
    status: 'succeeded',
    netCents: 2_500,
    taxCents: 475,
    totalCents: 2_975,
    stripeFeeCents: 116,
  });
  expect(row.invoiceId).toMatch(/^in_/);
  expect(await getTopUp(payer.accountId, topUpId)).toMatchObject({ state: 'credited' });
});

it('reports a credit once, from the webhook, the return page or both at the same time (D1, D2)', async () => {
  const payer = await shop.newPayer();
  const { sessionId, intentId } = await shop.pay(payer);
  const events = shop.local.events.filter(({ object }) => object.id === intentId || object.id === sessionId);
  const replies = await Promise.all([
    ...Array.from({ length: 15 }, () => events.map((event) => shop.deliver(event))).flat(),
    ...Array.from({ length: 5 }, () =>
      confirmCheckout(payer, payer.accountId, sessionId).then(() => ({ status: 200, notices: [] })),
    ),
  ]);
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  expect((await shop.balance(payer)).available).toBe(usd(25));
  const movements = await db.ledgerTransaction.findMany({ where: { accountId: payer.accountId } });
  expect(movements.map(({ cause, kind }) => [cause, kind])).toEqual([[`stripe:${intentId}`, 'top_up']]);
});

it('opens one page for many clicks, and the same page after a crash before it was recorded (D16)', async () => {
  const payer = await shop.newPayer();
  const started = await Promise.all(Array.from({ length: 10 }, () => shop.order(payer)));
  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  expect(await db.topUp.count({ where: { accountId: payer.accountId } })).toBe(1);
  await db.topUp.updateMany({ where: { accountId: payer.accountId }, data: { sessionId: null } });
  expect(await shop.order(payer)).toEqual(started[0]);
  expect(world.all('customer').filter(({ metadata }) => metadata.account_id === payer.accountId)).toHaveLength(1);
});

it('makes one customer and one page, wherever the process is killed that opens it (D15)', async () => {
  const killPoints = [1, 2, 3];
  const payers = await Promise.all(killPoints.map(shop.newPayer));
  await db.user.updateMany({ data: { emailVerifiedAt: new Date() } }); // so that the address is sent to Stripe, in a separate call
  const ends = payers.map(async ({ accountId, id: userId }, index) => {
    const started = startProcess({ work: 'order', accountId, userId, killAfter: killPoints[index] ?? 1 });
    await started.ready;
    started.go();
    return started.end;
  });
  expect(await Promise.all(ends)).toEqual(killPoints.map(() => 'killed'));
  for (const payer of payers) {
    const { topUpId } = await shop.pay(payer);
    const customers = world.all('customer').filter(({ metadata }) => metadata.account_id === payer.accountId);
    expect(customers).toHaveLength(1);
    expect(world.all('session').filter(({ customer }) => customer === customers[0]?.id)).toMatchObject([
      { client_reference_id: topUpId },
    ]);
  }
  await shop.deliverAll();
  for (const payer of payers) expect((await shop.balance(payer)).available).toBe(usd(25));
});

it('credits a payment whose checkout was never recorded', async () => {
  const payer = await shop.newPayer();
  const { topUpId } = await shop.pay(payer);
  await db.topUp.update({ where: { id: topUpId }, data: { sessionId: null } });
  await shop.deliverAll();
  expect((await shop.balance(payer)).available).toBe(usd(25));
});

it('waits for a delayed method, and reports its failure (D8)', async () => {
  const payer = await shop.newPayer();
  const paying = await shop.pay(payer, { number: '000123456789' });
  expect((await shop.deliverAll()).map(({ kind }) => kind)).toEqual(['top_up_processing']);
  expect((await shop.balance(payer)).available).toBe(0n);
  settleCheckout(world, paying.sessionId);
  expect((await shop.deliverAll()).map(({ kind }) => kind)).toEqual(['top_up_credited']);
  const failing = await shop.pay(payer, { number: '000111111116' });
  settleCheckout(world, failing.sessionId);
  expect(await shop.deliverAll()).toMatchObject([{ kind: 'top_up_failed', reason: 'declined' }]);
  expect((await shop.balance(payer)).available).toBe(usd(25));
});

describe('a payment that does not match its order', () => {
  it.each(['amount_subtotal', 'amount_total'] as const)('waits for the operator: another %s (D9)', async (field) => {
    const payer = await shop.newPayer();
    const { topUpId, sessionId } = await shop.pay(payer);
    world.change('session', sessionId, { [field]: 9_900 });
    expect(await shop.deliverAll()).toMatchObject([
      { kind: 'payment_unmatched', problem: expect.stringMatching(/wrong_amount|partly_paid/) },
    ]);
    expect((await shop.balance(payer)).available).toBe(0n);
    expect(await getTopUp(payer.accountId, topUpId)).toMatchObject({ state: 'being_checked' });
    expect((await operatorQueue()).unmatched.map(({ topUpId: id }) => id)).toContain(topUpId);
  });

  it('credits the account of our own row, whatever the metadata (D10)', async () => {
    const [payer, thief] = [await shop.newPayer(), await shop.newPayer()];
    const { topUpId: stolen } = await shop.order(thief, 2_500);
    const { intentId, sessionId } = await shop.pay(payer);
    world.change('paymentIntent', intentId, { metadata: { top_up: stolen, account_id: thief.accountId } });
    world.change('session', sessionId, { client_reference_id: stolen });
    await shop.deliverAll();
    expect([(await shop.balance(payer)).available, (await shop.balance(thief)).available]).toEqual([usd(25), 0n]);
  });

  it('is not credited to an account whose customer did not pay it', async () => {
    const [payer, other] = [await shop.newPayer(), await shop.newPayer()];
    await shop.order(other);
    const { customerId } = await db.stripeCustomer.findUniqueOrThrow({ where: { accountId: other.accountId } });
    const { intentId } = await shop.pay(payer);
    world.change('paymentIntent', intentId, { customer: customerId });
    expect(await shop.deliverAll()).toMatchObject([{ kind: 'payment_unmatched', problem: 'wrong_customer' }]);
  });

  it('is ignored when it is not ours, and queued for the operator when it has our metadata', async () => {
    const payer = await shop.newPayer();
    const { sessionId, topUpId } = await shop.pay(payer);
    await db.topUp.delete({ where: { id: topUpId } });
    expect(await shop.deliverAll()).toMatchObject([{ kind: 'payment_unmatched', problem: 'unknown_order' }]);
    const foreign = await shop.pay(payer);
    world.change('paymentIntent', foreign.intentId, { customer: 'cus_of_another_shop', metadata: {} });
    world.tables.session.delete(foreign.sessionId);
    world.tables.invoicePayment.clear();
    expect(await shop.deliverAll()).toEqual([]);
    expect(await db.stripePayment.count({ where: { paymentIntentId: foreign.intentId } })).toBe(0);
    await db.topUp.deleteMany({ where: { sessionId: { in: [sessionId, foreign.sessionId] } } });
  });
});

describe('money that goes back', () => {
  it('takes the share of each refund, and exactly the net in all (D11)', async () => {
    const payer = await shop.newPayer();
    const { chargeId } = await shop.pay(payer, { country: 'DE' });
    createRefund(world, { chargeId, amount: 1_000 });
    createRefund(world, { chargeId, amount: 333 });
    await shop.deliverAll();
    expect((await shop.balance(payer)).available).toBe(25_000_000_000n - (25_000_000_000n * 1_333n) / 2_975n);
    createRefund(world, { chargeId });
    await shop.deliverAll();
    expect(await shop.balance(payer)).toEqual({ available: 0n, held: 0n, debt: 0n });
  });

  it('leaves a debt when it is spent, which the next top-up pays first (D13)', async () => {
    const payer = await shop.newPayer();
    const { chargeId } = await shop.pay(payer);
    await shop.deliverAll();
    const spent = {
      accountId: payer.accountId,
      kind: 'adjustment',
      cause: `adjustment:${chargeId}`,
      reason: 'spent',
      actorId: null,
    } as const;
    await creditAccount({ ...spent, amount: nanoUsd(-usd(20)) });
    createRefund(world, { chargeId });
    await shop.deliverAll();
    expect(await shop.balance(payer)).toEqual({ available: 0n, held: 0n, debt: usd(20) });
    await shop.pay(payer, { netCents: 3_000 });
    await shop.deliverAll();
    expect(await shop.balance(payer)).toEqual({ available: usd(10), held: 0n, debt: 0n });
  });

  it('returns when the refund fails, exactly', async () => {
    const payer = await shop.newPayer();
    const { chargeId } = await shop.pay(payer, { country: 'FR' });
    const { id } = createRefund(world, { chargeId, amount: 777 });
    expect((await shop.deliverAll()).map(({ kind }) => kind)).toEqual(['top_up_credited', 'refunded']);
    failRefund(world, id);
    expect((await shop.deliverAll()).map(({ kind }) => kind)).toEqual(['refund_failed']);
    expect((await shop.balance(payer)).available).toBe(usd(25));
    expect((await operatorQueue()).failedRefunds.map(({ refundId }) => refundId)).toContain(id);
  });

  it('is held back while disputed, given back when won, also on appeal (D12)', async () => {
    const payer = await shop.newPayer();
    const { chargeId } = await shop.pay(payer);
    const { id } = openDispute(world, chargeId);
    expect((await shop.deliverAll()).map(({ kind }) => kind)).toEqual(['top_up_credited', 'disputed']);
    expect((await shop.balance(payer)).available).toBe(0n);
    closeDispute(world, id, 'lost');
    expect(await shop.deliverAll()).toEqual([]);
    closeDispute(world, id, 'won');
    expect((await shop.deliverAll()).map(({ kind }) => kind)).toEqual(['dispute_won']);
    expect((await shop.balance(payer)).available).toBe(usd(25));
  });

  it('is not touched by an inquiry or a warning, until the bank insists', async () => {
    const payer = await shop.newPayer();
    const { chargeId } = await shop.pay(payer);
    const { id } = openDispute(world, chargeId, { isInquiry: true });
    warnOfFraud(world, chargeId);
    expect((await shop.deliverAll()).map(({ kind }) => kind)).toEqual(['top_up_credited', 'fraud_warning']);
    expect((await shop.balance(payer)).available).toBe(usd(25));
    escalateDispute(world, id);
    await shop.deliverAll();
    expect((await shop.balance(payer)).available).toBe(0n);
  });
});
