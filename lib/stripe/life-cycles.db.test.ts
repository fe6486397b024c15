import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { payCheckout, settleCheckout } from '#lib/local-stripe/actions/checkout.ts';
import { closeDispute, openDispute } from '#lib/local-stripe/actions/dispute.ts';
import { createRefund, failRefund } from '#lib/local-stripe/actions/refund.ts';
import type { LocalEvent } from '#lib/local-stripe/world.ts';
import { isForUs } from './apply-event.ts';
import { confirmCheckout } from './pages.ts';
import { reconcileStripe } from './reconcile.ts';
import { creditOf } from './rules/share.ts';
import { disputeCounts, refundCounts } from './rules/statuses.ts';
import { openShop, type Payer } from './testing/shop.ts';

/** 4,000 per run; the goal is 10,000: `STRIPE_DELIVERIES=10000 npm run vitest -- run lib/stripe/life`. */
const DELIVERIES = Number(process.env.STRIPE_DELIVERIES ?? 4_000);
const LIVES = DELIVERIES / 20;
const AT_ONCE = 12;

const shop = await openShop();
const { world, faults, events } = shop.local;
afterAll(shop.close);

/** A random generator that repeats its numbers for the same seed. */
function seeded(seed: number): () => number {
  const [random] = fc.sample(fc.noShrink(fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true }))), {
    seed,
    numRuns: 1,
  });
  return () => random?.next().value ?? 0;
}

type Order = Awaited<ReturnType<typeof shop.quickOrder>> & { payer: Payer; netCents: number };

/** The life of one payment: by card or delayed, refunded in parts, some of which fail, disputed, lost or won. */
function live(random: () => number, sessionId: string): void {
  const isDelayed = random() < 0.2;
  const country = ['US', 'DE', 'JP'][Math.floor(random() * 3)] ?? 'US';
  payCheckout(world, sessionId, {
    name: 'Ada',
    country,
    ...(isDelayed && { number: random() < 0.8 ? '000123456789' : '000111111116' }),
  });
  if (isDelayed) settleCheckout(world, sessionId);
  const intent = world.get('paymentIntent', world.get('session', sessionId).payment_intent);
  if (intent.status !== 'succeeded') return;
  const chargeId = String(intent.latest_charge);
  for (let left = intent.amount; left > 1 && random() < 0.5; ) {
    const amount = 1 + Math.floor(random() * (left - 1));
    const { id } = createRefund(world, { chargeId, amount });
    if (random() < 0.3) failRefund(world, id);
    else left -= amount;
  }
  if (random() > 0.4) return;
  const { id } = openDispute(world, chargeId, { isInquiry: random() < 0.2 });
  if (world.get('dispute', id).status === 'needs_response' && random() < 0.8)
    closeDispute(world, id, random() < 0.5 ? 'won' : 'lost');
}

/** The expected books of a payment, from Stripe's state alone. */
function expectedOf(sessionId: string, netCents: number): bigint {
  const { payment_intent: intentId } = world.get('session', sessionId);
  const intent = world.get('paymentIntent', intentId);
  if (intent.status !== 'succeeded') return 0n;
  const refunds = world
    .all('refund')
    .filter(({ payment_intent, status }) => payment_intent === intent.id && refundCounts(status ?? ''));
  const disputes = world
    .all('dispute')
    .filter(({ payment_intent, status }) => payment_intent === intent.id && disputeCounts(status));
  const gone = [...refunds, ...disputes].reduce((sum, { amount }) => sum + amount, 0);
  const paid = { netCents, totalCents: intent.amount };
  return creditOf(paid, paid.totalCents) - creditOf(paid, gone);
}

it(`${LIVES} payments with ${DELIVERIES} deliveries in any order, thin and whole, concurrent and with stale reads, end in exact books (G9)`, async () => {
  const random = seeded(20_261_130);
  const payers = await Promise.all(Array.from({ length: 20 }, shop.newCustomer));
  const orders: Order[] = [];
  for (let count = 0; count < LIVES; count += 1) {
    const payer = payers[count % payers.length];
    if (!payer) throw new Error('There are payers.');
    const netCents = 500 + Math.floor(random() * 20_000);
    orders.push({ payer, netCents, ...(await shop.quickOrder(payer, netCents)) });
  }
  world.keepsHistory = true;
  for (const { sessionId } of orders) live(random, sessionId);

  const told = events.filter(({ type }) => isForUs(type) && !/^(?:customer|invoice|payment_method)/.test(type));
  const deliveries: LocalEvent[] = [...told];
  while (deliveries.length < DELIVERIES) deliveries.push(told[Math.floor(random() * told.length)] as LocalEvent);
  for (let end = deliveries.length - 1; end > 0; end -= 1) {
    const other = Math.floor(random() * (end + 1));
    [deliveries[end], deliveries[other]] = [deliveries[other] as LocalEvent, deliveries[end] as LocalEvent];
  }

  Object.assign(faults, { staleness: 0.2, random });
  const statuses = new Map<number, number>();
  let forgedStatus = 0;
  const next = deliveries[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const event of next) {
        const form = random() < 0.5 ? 'thin' : 'snapshot';
        const { status } = await shop.deliver(event, { form });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (random() < 0.02) forgedStatus |= (await shop.deliver(event, { form, secret: 'whsec_forged' })).status ^ 400;
        const order = orders[Math.floor(random() * orders.length)];
        if (order && random() < 0.03) await confirmCheckout(order.payer, order.payer.accountId, order.sessionId);
      }
    }),
  );
  expect({ statuses: [...statuses], forgedStatus }).toEqual({ statuses: [[200, deliveries.length]], forgedStatus: 0 });

  // Reads were stale, so differences may remain; reconciliation settles them.
  faults.staleness = 0;
  const { remaining } = await reconcileStripe({ days: 2, fix: true });
  expect(remaining).toEqual([]);
  const found = await Promise.all(
    payers.map(async (payer) => {
      const { available, debt } = await shop.balance(payer);
      return available - debt;
    }),
  );
  const expected = payers.map((payer) =>
    orders
      .filter((order) => order.payer === payer)
      .reduce((sum, { sessionId, netCents }) => sum + expectedOf(sessionId, netCents), 0n),
  );
  expect(found).toEqual(expected.map(nanoUsd));
  expect(await shop.violations()).toEqual([]);
  expect(await db.stripePayment.count({ where: { problem: { not: null } } })).toBe(0);
}, 240_000);
