import { afterAll, expect, it } from 'vitest';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { completeSetup, payCheckout } from '#lib/local-stripe/actions/checkout.ts';
import { applyPayment } from './apply-payment.ts';
import { confirmCheckout, invoiceLinks, openCardSetup, openPortal } from './pages.ts';
import { pauseNewAccounts, resumeNewAccounts } from './pause.ts';
import { findSavedCard, removeCard, syncCard } from './saved-card.ts';
import { openShop } from './testing/shop.ts';

const shop = await openShop();
const { world, faults } = shop.local;
afterAll(shop.close);

const sessionOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    ({ code, options }) => options?.details?.reason ?? code,
  );

it.each([499, 0, -500, 1_000_001, 500.5, Number.NaN])('sells no credit for %s cents', async (cents) => {
  expect(await refusal(shop.order(await shop.newPayer(), cents))).toBe('invalid_value');
});

it('starts at most ten top-ups a day', async () => {
  const payer = await shop.newPayer();
  for (let count = 0; count < 10; count += 1) await shop.order(payer, 1_000 + count);
  expect(await refusal(shop.order(payer, 2_000))).toBe('too_many_started');
  await db.topUp.updateMany({
    where: { accountId: payer.accountId },
    data: { createdAt: new Date(Date.now() - 86_400_000) },
  });
  expect(await refusal(shop.order(payer, 2_000))).toBe('taken');
});

it('ends a checkout in which three cards were refused, and starts no other that day (D18)', async () => {
  const payer = await shop.newPayer();
  const { url, topUpId } = await shop.order(payer);
  for (const number of ['4000000000000002', '4000000000009995', '4000000000000069']) {
    payCheckout(world, sessionOf(url), { number, name: 'Ada' });
    await shop.deliverAll();
  }
  expect(world.get('session', sessionOf(url)).status).toBe('expired');
  await shop.deliverAll();
  expect(await db.topUp.findUnique({ where: { id: topUpId } })).toMatchObject({
    state: 'failed',
    failureCode: 'expired',
  });
  expect(await refusal(shop.order(payer, 3_000))).toBe('too_many_refused');
});

it('does not charge a card again that Stripe reports as stolen', async () => {
  const payer = await shop.newPayer();
  await shop.pay(payer, { number: '4100000000000019' });
  await shop.deliverAll();
  expect(await db.stripeCardBlock.count()).toBe(1);
  expect(await refusal(shop.order(payer, 3_000))).toBe('card_blocked');
});

it('counts how many accounts share a card where cards are real', async () => {
  const payers = await Promise.all(Array.from({ length: 6 }, () => shop.newPayer()));
  for (const payer of payers) await applyPayment((await shop.pay(payer)).intentId);
  const [, , , , , sixth] = payers;
  if (!sixth) throw new Error('There are six.');
  expect(await refusal(shop.order(sixth, 3_000))).toBe('taken');
  Object.assign(env, { STRIPE_SECRET_KEY: 'sk_live_of_the_test' });
  expect(await refusal(shop.order(sixth, 4_000))).toBe('card_blocked');
  Object.assign(env, { STRIPE_SECRET_KEY: shop.local.secretKey });
});

it('pauses only the accounts that never paid', async () => {
  const [old, young] = [await shop.newPayer(), await shop.newPayer()];
  await applyPayment((await shop.pay(old, { number: '5555555555554444' })).intentId);
  await pauseNewAccounts('cards are being tried');
  expect([await refusal(shop.order(old, 1_000)), await refusal(shop.order(young, 1_000))]).toEqual([
    'taken',
    'new_accounts_paused',
  ]);
  expect([await resumeNewAccounts(), await resumeNewAccounts()]).toEqual([true, false]);
  expect(await refusal(shop.order(young, 1_000))).toBe('taken');
});

it('sells nothing to a suspended account, or to a member who may not pay for it', async () => {
  const [payer, other] = [await shop.newPayer(), await shop.newPayer()];
  expect(await refusal(shop.order({ ...other, accountId: payer.accountId }))).toBe('not_found');
  await db.account.update({ where: { id: payer.accountId }, data: { suspendedAt: new Date() } });
  expect(await refusal(shop.order(payer))).toBe('account_suspended');
});

it('reports that nothing was charged while Stripe is unavailable, and opens the page afterwards', async () => {
  const payer = await shop.newPayer();
  faults.add({ match: /POST \/v1\/checkout/, kind: 'error', times: 3 });
  await expect(shop.order(payer)).rejects.toMatchObject({
    code: 'billing_unavailable',
    message: expect.stringContaining('Nothing was charged'),
  });
  const { topUpId } = await shop.order(payer);
  expect(await db.topUp.count({ where: { accountId: payer.accountId } })).toBe(1);
  expect(topUpId).toMatch(/^top_/);
});

it('makes a new customer when the keys of another Stripe account were set', async () => {
  const payer = await shop.newPayer();
  await shop.order(payer, 1_000);
  const { customerId } = await db.stripeCustomer.findUniqueOrThrow({ where: { accountId: payer.accountId } });
  world.tables.customer.delete(customerId);
  await shop.order(payer, 1_100);
  const renewed = await db.stripeCustomer.findUniqueOrThrow({ where: { accountId: payer.accountId } });
  expect(renewed.customerId).not.toBe(customerId);
  expect(world.find('customer', renewed.customerId)).toBeDefined();
});

it('reopens an order that a dead process began in another language', async () => {
  const payer = await shop.newPayer();
  await shop.order(payer, 1_000);
  await db.topUp.updateMany({ where: { accountId: payer.accountId }, data: { sessionId: null, locale: 'de' } });
  const { url } = await shop.order(payer, 1_000, { locale: 'de' });
  expect(world.get('session', sessionOf(url))).toMatchObject({ status: 'open', locale: 'de' });
  expect(await db.topUp.count({ where: { accountId: payer.accountId, state: 'created' } })).toBe(1);
});

it('saves a card without a payment, shows it, and takes it away', async () => {
  const [payer, other] = [await shop.newPayer(), await shop.newPayer()];
  const visit = {
    accountId: payer.accountId,
    locale: 'de',
    returnUrl: 'http://localhost:3000/billing?session={CHECKOUT_SESSION_ID}',
  };
  const sessionId = sessionOf(await openCardSetup(payer, visit));
  completeSetup(world, sessionId, { number: '5555555555554444', name: 'Ada', expMonth: 3, expYear: 2_031 });
  await expect(confirmCheckout(other, other.accountId, sessionId)).rejects.toMatchObject({ code: 'not_found' });
  await confirmCheckout(payer, payer.accountId, sessionId);
  expect(await findSavedCard(payer.accountId)).toEqual({
    brand: 'mastercard',
    last4: '4444',
    expMonth: 3,
    expYear: 2_031,
  });
  await removeCard(payer, payer.accountId);
  expect(await findSavedCard(payer.accountId)).toBeNull();
  await shop.pay(payer, { savesCard: true });
  await shop.deliverAll();
  expect(await findSavedCard(payer.accountId)).toMatchObject({ last4: '4242' });
  expect(await openPortal(payer, visit)).toContain('/portal/');
  await syncCard('cus_of_nobody');
});

it('finds the invoice of a top-up, as PDF and as a page, for its own account', async () => {
  const [payer, other] = [await shop.newPayer(), await shop.newPayer()];
  const { topUpId } = await shop.pay(payer);
  await shop.deliverAll();
  const links = await invoiceLinks(payer, payer.accountId, topUpId);
  expect(links).toEqual({
    pdfUrl: expect.stringMatching(/\/pdf$/),
    pageUrl: expect.stringContaining('/invoice/'),
    receiptUrl: expect.stringContaining('/receipts/'),
  });
  await expect(invoiceLinks(other, other.accountId, topUpId)).rejects.toMatchObject({ code: 'not_found' });
});

it('takes no payments without keys', async () => {
  Object.assign(env, { STRIPE_SECRET_KEY: undefined });
  await expect(shop.order(await shop.newPayer())).rejects.toMatchObject({
    code: 'billing_unavailable',
    message: expect.stringContaining('STRIPE_SECRET_KEY'),
  });
  Object.assign(env, { STRIPE_SECRET_KEY: shop.local.secretKey });
});
