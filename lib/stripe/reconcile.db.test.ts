import { afterAll, beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { expireCheckout, settleCheckout } from '#lib/local-stripe/actions/checkout.ts';
import { closeDispute, openDispute, warnOfFraud } from '#lib/local-stripe/actions/dispute.ts';
import { createRefund, failRefund } from '#lib/local-stripe/actions/refund.ts';
import { findLastReconciliation, getTopUp } from './queries.ts';
import { reconcileStripe } from './reconcile.ts';
import { everyHour, everyMinute } from './rounds.ts';
import { openShop } from './testing/shop.ts';

const shop = await openShop();
const { world } = shop.local;
afterAll(shop.close);
beforeEach(async () => expect((await reconcileStripe({ days: 2, fix: true })).remaining).toEqual([]));

const age = (id: string, days: number) => {
  const object = world.lookUp(id) as { created: number };
  object.created -= days * 86_400;
};

it('repairs two days without a webhook: everything Stripe has done is in the books, and both agree (D14, C9)', async () => {
  const payer = await shop.newPayer();
  const kept = await shop.pay(payer);
  const refunded = await shop.pay(payer, { netCents: 1_000, country: 'DE' });
  createRefund(world, { chargeId: refunded.chargeId, amount: 500 });
  const failed = createRefund(world, { chargeId: kept.chargeId, amount: 700 });
  failRefund(world, failed.id);
  const lost = await shop.pay(payer, { netCents: 3_000 });
  closeDispute(world, openDispute(world, lost.chargeId).id, 'lost');
  warnOfFraud(world, kept.chargeId);
  const late = await shop.pay(payer, { netCents: 4_000, number: '000123456789' });
  settleCheckout(world, late.sessionId);
  const { topUpId: left, url } = await shop.order(payer, 5_000);
  expireCheckout(world, url.slice(url.lastIndexOf('/') + 1));

  const found = await reconcileStripe({ days: 2, fix: false });
  expect(found.remaining).toEqual(found.differences);
  expect(new Set(found.differences.map(({ kind }) => kind))).toEqual(new Set(['payment', 'top_up']));
  expect((await shop.balance(payer)).available).toBe(0n);

  const fixed = await reconcileStripe({ days: 2, fix: true });
  expect(fixed.remaining).toEqual([]);
  expect(await reconcileStripe({ days: 2, fix: true })).toMatchObject({ differences: [], notices: [] });
  expect((await shop.balance(payer)).available).toBe(
    25_000_000_000n + 10_000_000_000n - (10_000_000_000n * 500n) / 1_190n + 40_000_000_000n,
  );
  expect(await getTopUp(payer.accountId, left)).toMatchObject({ state: 'failed', failureCode: 'expired' });
  expect(await findLastReconciliation()).toMatchObject({ days: 2, remaining: 0 });
  expect(await shop.violations()).toEqual([]);
  expect(await shop.deliverAll()).toEqual([]);
});

it('compares objects of any age that can still change', async () => {
  const payer = await shop.newPayer();
  const { chargeId, intentId } = await shop.pay(payer);
  const { id } = openDispute(world, chargeId);
  await shop.deliverAll();
  for (const each of [intentId, id]) age(each, 60);
  closeDispute(world, id, 'won');
  expect((await reconcileStripe({ days: 2, fix: true })).notices.map(({ kind }) => kind)).toEqual(['dispute_won']);
  const refund = createRefund(world, { chargeId: (await shop.pay(payer)).chargeId, amount: 100 });
  await shop.deliverAll();
  age(refund.id, 20);
  failRefund(world, refund.id);
  expect((await reconcileStripe({ days: 2, fix: true })).notices.map(({ kind }) => kind)).toEqual(['refund_failed']);
});

it('puts credit back that a restored backup has forgotten (C19)', async () => {
  const payer = await shop.newPayer();
  const { intentId, topUpId } = await shop.pay(payer);
  await shop.deliverAll();
  // As a restored older database: it has the order, but not the payment.
  await db.stripePayment.delete({ where: { paymentIntentId: intentId } });
  await db.topUp.update({ where: { id: topUpId }, data: { state: 'created', paymentIntentId: null } });
  const { notices } = await reconcileStripe({ days: 7, fix: true });
  expect(notices).toMatchObject([{ kind: 'top_up_credited', topUpId }]);
  expect((await shop.balance(payer)).available).toBe(25_000_000_000n); // the ledger had it, and does not credit twice
});

it('continues past objects that Stripe does not know with these keys', async () => {
  const payer = await shop.newPayer();
  const { intentId, chargeId } = await shop.pay(payer);
  const { id } = openDispute(world, chargeId);
  await shop.deliverAll();
  const declined = await shop.pay(payer, { netCents: 1_000, number: '4000000000000002' });
  await shop.deliverAll();
  for (const [kind, gone] of [
    ['dispute', id],
    ['paymentIntent', intentId],
    ['paymentIntent', declined.intentId],
    ['session', declined.sessionId],
  ] as const)
    world.tables[kind].delete(gone);
  expect(await reconcileStripe({ days: 2, fix: true })).toMatchObject({ differences: [] });
});

it('deletes events that were applied long ago, and keeps unapplied ones', async () => {
  await shop.deliverAll();
  const { intentId } = await shop.pay(await shop.newPayer());
  await shop.deliverAll();
  await db.stripeDelivery.updateMany({ data: { receivedAt: new Date(0) } });
  const { eventId } = await db.stripeDelivery.findFirstOrThrow({ where: { objectId: intentId } });
  await db.stripeDelivery.update({ where: { eventId }, data: { appliedAt: null, error: 'once' } });
  await everyHour();
  expect((await db.stripeDelivery.findMany()).map((kept) => kept.eventId)).toEqual([eventId]);
  await everyMinute();
  expect(await db.stripeDelivery.findMany()).toMatchObject([{ error: null, attempts: 2 }]);
});

it('reports differences it could not repair', async () => {
  const payer = await shop.newPayer();
  const { intentId } = await shop.pay(payer);
  world.change('paymentIntent', intentId, { currency: 'eur' });
  await reconcileStripe({ days: 2, fix: true });
  expect(await db.stripePayment.findUnique({ where: { paymentIntentId: intentId } })).toMatchObject({
    problem: 'wrong_currency',
    credited: 0n,
  });
  const refund = createRefund(world, { chargeId: (await shop.pay(payer)).chargeId, amount: 100 });
  world.change('refund', refund.id, { currency: 'eur' });
  await shop.deliverAll().catch(() => undefined);
  const { remaining } = await reconcileStripe({ days: 2, fix: true });
  expect(remaining).toMatchObject([{ kind: 'refund', id: refund.id, stripeSays: 'succeeded', weSay: 'unknown' }]);
  world.change('refund', refund.id, { currency: 'usd' });
});
