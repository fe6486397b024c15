import { afterAll, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { payCheckout } from '#lib/local-stripe/actions/checkout.ts';
import { closeDispute, openDispute } from '#lib/local-stripe/actions/dispute.ts';
import { createRefund, failRefund } from '#lib/local-stripe/actions/refund.ts';
import type { LocalEvent } from '#lib/local-stripe/world.ts';
import { openShop } from './testing/shop.ts';

const shop = await openShop();
const { world, faults, events } = shop.local;
afterAll(shop.close);

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

const NET = 2_500;
const AT_ONCE = 8;

/** Six events: paid with tax, 10.00 refunded, refund failed, disputed in full, lost, won on appeal. */
async function sixNews(payer: Awaited<ReturnType<typeof shop.newCustomer>>) {
  const { sessionId } = await shop.quickOrder(payer, NET);
  const from = events.length;
  payCheckout(world, sessionId, { name: 'Ada', country: 'DE' });
  const chargeId = String(world.get('paymentIntent', world.get('session', sessionId).payment_intent).latest_charge);
  const refund = createRefund(world, { chargeId, amount: 1_000 });
  const dispute = openDispute(world, chargeId);
  failRefund(world, refund.id);
  closeDispute(world, dispute.id, 'lost');
  closeDispute(world, dispute.id, 'won');
  const wanted = ['payment_intent.succeeded', 'refund.created', 'refund.failed', 'charge.dispute.created'];
  const closed = events.slice(from).filter(({ type }) => type === 'charge.dispute.closed');
  const first = wanted.map((wish) => events.slice(from).find(({ type }) => type === wish));
  return { chargeId, news: [...first, ...closed].filter((event) => event !== undefined) };
}

const heldOf = statement<{ held: bigint }>(
  'test_held_of_payment',
  'SELECT credited - taken_back AS held FROM stripe_payment WHERE payment_intent_id = $1',
);

/** Delivers events in this order, each with the state at Stripe when it arose: the stalest reads possible. */
async function tell(order: readonly LocalEvent[], intentId: string): Promise<bigint[]> {
  const credits: bigint[] = [];
  for (const event of order) {
    faults.pinned.set(event.object.id, event.object);
    expect((await shop.deliver(event)).status).toBe(200);
    faults.pinned.delete(event.object.id);
    const [row] = await heldOf(pool(), [intentId]);
    credits.push(row?.held ?? 0n);
  }
  return credits;
}

it('all 720 orders of paid, refunded, refund failed, disputed, lost and won end in the same books, never outside the net', async () => {
  const payer = await shop.newCustomer();
  const orders = permutations([0, 1, 2, 3, 4, 5]);
  const next = orders.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const order of next) {
        const { chargeId, news: inTurn } = await sixNews(payer);
        const news = order.map((position) => inTurn[position]).filter((event) => event !== undefined);
        expect(news).toHaveLength(6);
        const intentId = String(world.get('charge', chargeId).payment_intent);
        const credits = await tell(news, intentId);
        for (const credit of credits) expect(credit >= 0n && credit <= 25_000_000_000n).toBe(true);
        expect(credits.at(-1)).toBe(25_000_000_000n);
      }
    }),
  );
  expect((await shop.balance(payer)).available).toBe(720n * 25_000_000_000n);
  expect(await shop.violations()).toEqual([]);
  const twice = await db.ledgerTransaction.groupBy({
    by: ['cause'],
    _count: true,
    having: { cause: { _count: { gt: 1 } } },
  });
  expect(twice).toEqual([]);
}, 240_000);
