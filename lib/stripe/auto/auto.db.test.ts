import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { creditAccount } from '#lib/billing/credit.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { attachMethod, detachMethod } from '#lib/local-stripe/actions/checkout.ts';
import { openDispute, warnOfFraud } from '#lib/local-stripe/actions/dispute.ts';
import { payInvoice } from '#lib/local-stripe/actions/invoice.ts';
import { newBilling, newCard } from '#lib/local-stripe/objects/customer.ts';
import { CALLER } from '#lib/testing/accounts.ts';
import { reconcileStripe } from '../reconcile.ts';
import { syncCard } from '../saved-card.ts';
import { openShop } from '../testing/shop.ts';
import { startProcess } from '../testing/start-process.ts';
import { autoTopUp, runAutoTopUps } from './run.ts';
import { setAutoTopUp, stopAutoTopUp } from './set.ts';

const shop = await openShop();
const { world, faults } = shop.local;
afterAll(shop.close);
afterEach(async () => expect(await shop.violations()).toEqual([]));

const HOUR_MS = 3_600_000;
const usd = (amount: number) => nanoUsd(BigInt(Math.round(amount * 100)) * 10_000_000n);
type Customer = Awaited<ReturnType<typeof shop.newCustomer>>;

async function saveCard({ customerId }: Customer, number: string): Promise<string> {
  for (const { id, customer } of world.all('paymentMethod')) if (customer === customerId) detachMethod(world, id);
  const card = newCard(world, { customer: null, number, expMonth: 12, expYear: 2_034, billing: newBilling() });
  world.save('paymentMethod', card);
  attachMethod(world, card.id, customerId);
  await syncCard(customerId);
  return card.id;
}

const agree = (customer: Customer, more: object = {}) =>
  setAutoTopUp(
    customer,
    {
      ...{ accountId: customer.accountId, threshold: usd(5), netCents: 2_000, monthCapCents: 10_000 },
      ...{ consentText: 'When less than $5.00 is available, charge $20.00, at most $100.00 a month.', ...more },
    },
    CALLER,
  );

async function automatic(number = '4242424242424242', more: object = {}): Promise<Customer> {
  const customer = await shop.newCustomer();
  await saveCard(customer, number);
  await agree(customer, more);
  return customer;
}

async function spendAll({ accountId }: Customer): Promise<void> {
  const { available } = await shop.balance({ accountId } as Customer);
  if (available === 0n) return;
  const cause = `adjustment:${crypto.randomUUID()}`;
  await creditAccount({
    accountId,
    amount: nanoUsd(-available),
    kind: 'adjustment',
    cause,
    reason: 'spent',
    actorId: null,
  });
}

const ordersOf = ({ accountId }: Customer) =>
  db.topUp.findMany({ where: { accountId, kind: 'automatic' }, orderBy: { id: 'asc' } });
const chargesOf = ({ customerId }: Customer) =>
  world.all('charge').filter(({ customer, status }) => customer === customerId && status === 'succeeded');
/** Backdates the last attempts. */
const forget = ({ accountId }: Customer, ms = 24 * HOUR_MS) =>
  db.topUp.updateMany({ where: { accountId }, data: { createdAt: new Date(Date.now() - ms) } });

it('charges the saved card with an invoice below the threshold, and nothing above it', async () => {
  const customer = await automatic();
  expect(await autoTopUp(customer.accountId)).toMatchObject([
    { kind: 'top_up_credited', accountId: customer.accountId },
  ]);
  expect((await shop.balance(customer)).available).toBe(usd(20));
  expect(await autoTopUp(customer.accountId)).toEqual([]);
  const [order] = await ordersOf(customer);
  const payment = await db.stripePayment.findUniqueOrThrow({ where: { topUpId: order?.id ?? '' } });
  expect(world.get('invoice', payment.invoiceId)).toMatchObject({
    status: 'paid',
    subtotal: 2_000,
    metadata: { top_up: order?.id },
  });
  expect(await shop.deliverAll()).toEqual([]);
});

it('is off until a user agrees, needs a card, and buying credit never enables it', async () => {
  const customer = await shop.newCustomer();
  await expect(agree(customer)).rejects.toMatchObject({ code: 'conflict' });
  await saveCard(customer, '4242424242424242');
  expect(await autoTopUp(customer.accountId)).toEqual([]);
  await agree(customer);
  await stopAutoTopUp(customer, customer.accountId, CALLER);
  await shop.pay(customer, { savesCard: true });
  await shop.deliverAll();
  await spendAll(customer);
  expect(await autoTopUp(customer.accountId)).toEqual([]);
  expect(await db.autoTopUp.findUnique({ where: { accountId: customer.accountId } })).toMatchObject({ isOn: false });
  const actions = await db.auditEvent.findMany({
    where: { accountId: customer.accountId },
    orderBy: { position: 'asc' },
  });
  expect(actions.map(({ action }) => action)).toEqual([
    'auto_top_up.enabled',
    'auto_top_up.disabled',
    'top_up.started',
  ]);
});

it.each([
  [{ netCents: 499 }],
  [{ netCents: 2_000.5 }],
  [{ monthCapCents: 1_999 }],
  [{ threshold: nanoUsd(1n) }],
  [{ consentText: ' ' }],
])('does not take the wish %#', async (more) => {
  const customer = await shop.newCustomer();
  await saveCard(customer, '4242424242424242');
  expect(() => agree(customer, more)).toThrow(expect.objectContaining({ code: 'invalid_value' }));
});

it('makes one attempt of a thousand crossings in three processes (D17)', async () => {
  const customer = await automatic();
  const processes = [334, 333, 333].map((times) =>
    startProcess({ work: 'cross', accountId: customer.accountId, times }),
  );
  await Promise.all(processes.map(({ ready }) => ready));
  for (const { go } of processes) go();
  expect(await Promise.all(processes.map(({ end }) => end))).toEqual(['done', 'done', 'done']);
  expect(await ordersOf(customer)).toHaveLength(1);
  expect(chargesOf(customer)).toHaveLength(1);
  expect((await shop.balance(customer)).available).toBe(usd(20));
});

it('charges once and credits once, wherever its process is killed', async () => {
  const killPoints = [1, 2, 3, 4, 5];
  const customers = await Promise.all(killPoints.map(() => automatic()));
  const ends = customers.map(async ({ accountId }, index) => {
    const started = startProcess({ work: 'cross', accountId, times: 1, killAfter: killPoints[index] ?? 1 });
    await started.ready;
    started.go();
    return started.end;
  });
  expect(await Promise.all(ends)).toEqual(killPoints.map(() => 'killed'));
  await runAutoTopUps();
  expect((await ordersOf(customers[0] as Customer))[0]).toMatchObject({ state: 'created' }); // the process has a minute to finish
  await Promise.all([runAutoTopUps(Date.now() + 61_000), runAutoTopUps(Date.now() + 61_000)]);
  for (const customer of customers) {
    expect(chargesOf(customer)).toHaveLength(1);
    expect((await shop.balance(customer)).available).toBe(usd(20));
    expect(await ordersOf(customer)).toMatchObject([{ state: 'credited' }]);
  }
  expect(await shop.deliverAll()).toEqual([]);
});

describe('its limit', () => {
  it('is the monthly cap, to the cent', async () => {
    const customer = await automatic('4242424242424242', { monthCapCents: 6_500 });
    for (let round = 0; round < 5; round += 1) {
      await autoTopUp(customer.accountId);
      await spendAll(customer);
      await forget(customer, 11 * 60_000);
    }
    expect(await ordersOf(customer)).toHaveLength(3);
    await db.topUp.updateMany({
      where: { accountId: customer.accountId },
      data: { createdAt: new Date('2026-01-31T23:59:59.999Z') },
    });
    expect(await autoTopUp(customer.accountId)).toHaveLength(1);
  });

  it('is two top-ups in ten minutes, however fast it is spent', async () => {
    const customer = await automatic();
    for (let round = 0; round < 4; round += 1) {
      await autoTopUp(customer.accountId);
      await spendAll(customer);
    }
    expect(await ordersOf(customer)).toHaveLength(2);
  });
});

describe('after a failure', () => {
  it('waits an hour, six, a day, and stops; the same card added again changes nothing, another resumes', async () => {
    const customer = await automatic('4000000000000341');
    const { accountId } = customer;
    const waits: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const notices = await autoTopUp(accountId);
      expect(notices[0]).toMatchObject({ kind: 'top_up_failed', isAutomatic: true, reason: 'declined' });
      expect(await autoTopUp(accountId)).toEqual([]);
      const { nextAttemptAt } = await db.autoTopUp.findUniqueOrThrow({ where: { accountId } });
      waits.push(Math.round(((nextAttemptAt?.getTime() ?? 0) - Date.now()) / HOUR_MS));
      await db.autoTopUp.update({ where: { accountId }, data: { nextAttemptAt: new Date(0) } });
      await forget(customer);
    }
    expect(waits.slice(0, 3)).toEqual([1, 6, 24]);
    expect(
      world
        .all('invoice')
        .filter((invoice) => invoice.customer === customer.customerId)
        .map(({ status }) => status),
    ).toEqual(Array(4).fill('void'));
    expect(await db.autoTopUp.findUnique({ where: { accountId } })).toMatchObject({ suspensionReason: 'failures' });
    await saveCard(customer, '4000000000000341');
    await expect(agree(customer)).rejects.toMatchObject({ code: 'conflict' });
    expect(await autoTopUp(accountId)).toEqual([]);
    await saveCard(customer, '5555555555554444');
    expect(await autoTopUp(accountId)).toMatchObject([{ kind: 'top_up_credited' }]);
  });

  it('leaves 3-D Secure to the customer, who finishes on the invoice’s page', async () => {
    const customer = await automatic('4000002760003184');
    const [notice] = await autoTopUp(customer.accountId);
    expect(notice).toMatchObject({ kind: 'top_up_needs_action', url: expect.stringContaining('/invoice/') });
    await runAutoTopUps(Date.now() + 61_000);
    expect(await ordersOf(customer)).toMatchObject([{ state: 'requires_action' }]);
    const invoiceId = (await ordersOf(customer))[0]?.invoiceId ?? '';
    const { paymentMethodId } = await db.stripeCustomer.findUniqueOrThrow({ where: { accountId: customer.accountId } });
    payInvoice(world, invoiceId, { methodId: paymentMethodId, isOnSession: true, isAuthenticated: true });
    expect((await shop.deliverAll()).filter(({ kind }) => kind === 'top_up_credited')).toHaveLength(1);
    expect((await shop.balance(customer)).available).toBe(usd(20));
  });

  it('gives up an attempt before its keys end, and closes its invoice', async () => {
    const customer = await automatic('4000002760003184');
    await autoTopUp(customer.accountId);
    const [order] = await ordersOf(customer);
    await runAutoTopUps(Date.now() + 21 * HOUR_MS);
    expect(await ordersOf(customer)).toMatchObject([{ state: 'failed', failureCode: 'expired' }]);
    expect(world.get('invoice', order?.invoiceId).status).toBe('void');
  });

  it('continues after Stripe was unavailable, without charging twice', async () => {
    const customer = await automatic();
    faults.add({ match: /\/pay$/, kind: 'cut', times: 4 });
    await expect(autoTopUp(customer.accountId)).rejects.toMatchObject({ type: 'StripeConnectionError' });
    expect(await ordersOf(customer)).toMatchObject([{ state: 'created' }]);
    await runAutoTopUps(Date.now() + 61_000);
    expect(chargesOf(customer)).toHaveLength(1);
    expect((await shop.balance(customer)).available).toBe(usd(20));
  });
});

describe('automatic top-ups are suspended', () => {
  it.each([
    ['dispute', openDispute],
    ['fraud_warning', warnOfFraud],
  ] as const)('by a %s, until a member agrees again with another card', async (reason, happen) => {
    const customer = await automatic();
    await autoTopUp(customer.accountId);
    happen(world, chargesOf(customer)[0]?.id ?? '');
    expect(await shop.deliverAll()).toContainEqual({
      kind: 'auto_top_up_suspended',
      accountId: customer.accountId,
      reason,
    });
    await spendAll(customer);
    await forget(customer);
    expect(await autoTopUp(customer.accountId)).toEqual([]);
    await saveCard(customer, '5555555555554444');
    expect(await autoTopUp(customer.accountId)).toEqual([]);
    await agree(customer);
    expect(await autoTopUp(customer.accountId)).toMatchObject([{ kind: 'top_up_credited' }]);
  });

  it('with its account', async () => {
    const customer = await automatic();
    await db.account.update({ where: { id: customer.accountId }, data: { suspendedAt: new Date() } });
    expect(await autoTopUp(customer.accountId)).toEqual([]);
  });
});

it('agrees with Stripe in the end', async () => {
  expect((await reconcileStripe({ days: 2, fix: true })).remaining).toEqual([]);
});

it('terms that were changed meanwhile are not overwritten', async () => {
  const customer = await automatic();
  const terms = { threshold: usd(5), netCents: 2_000, monthCapCents: 10_000 };
  await expect(agree(customer, { before: null })).rejects.toMatchObject({ code: 'conflict', current: terms });
  await expect(agree(customer, { before: { ...terms, netCents: 2_001 } })).rejects.toMatchObject({ current: terms });
  await agree(customer, { before: terms, netCents: 2_500 });
  await stopAutoTopUp(customer, customer.accountId, CALLER);
  await expect(agree(customer, { before: terms })).rejects.toMatchObject({ current: { netCents: null } });
  await agree(customer, { before: null });
});
