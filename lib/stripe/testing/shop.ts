import '#lib/testing/own-data.ts';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { checkInvariants } from '#lib/billing/ledger/invariants.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { closePool, pool } from '#lib/db/pool.ts';
import { newId } from '#lib/id.ts';
import { type CheckoutEntry, payCheckout } from '#lib/local-stripe/actions/checkout.ts';
import { type DeliveryWishes, toDelivery } from '#lib/local-stripe/events/delivery.ts';
import { newCustomer as newStripeCustomer } from '#lib/local-stripe/objects/customer.ts';
import { newSession } from '#lib/local-stripe/objects/session.ts';
import { startLocalStripe } from '#lib/local-stripe/server.ts';
import type { LocalEvent } from '#lib/local-stripe/world.ts';
import { CALLER, newEmail } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { createTopUp } from '../create-top-up.ts';
import { checkStripeBooks } from '../invariants.ts';
import { handleStripeWebhook } from '../webhook.ts';
import { ADDRESSES } from './addresses.ts';

export const WEBHOOK_SECRET = 'whsec_of_the_test';

export type Payer = Awaited<ReturnType<typeof newPayer>>;

async function newPayer() {
  const user = await createUser({ email: newEmail() });
  return { ...user, accountId: personalAccountId(user) };
}

/** An installation with its own database and a local Stripe, which collects its events until the test delivers them. */
export async function openShop() {
  const database = await createDatabase();
  const local = await startLocalStripe();
  Object.assign(env, {
    DATABASE_URL: database.url,
    STRIPE_SECRET_KEY: local.secretKey,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: local.url,
  });

  const order = (payer: Payer, netCents = 2_500, more: Partial<Parameters<typeof createTopUp>[1]> = {}) =>
    createTopUp(
      payer,
      {
        ...{ accountId: payer.accountId, netCents, savesCard: false, locale: 'en' },
        ...ADDRESSES,
        ...more,
      },
      CALLER,
    );

  /** Orders and pays on the checkout page. No event is delivered yet. */
  async function pay(
    payer: Payer,
    { netCents = 2_500, savesCard = false, ...entry }: CheckoutEntry & { netCents?: number } = {},
  ) {
    const { topUpId, url } = await order(payer, netCents, { savesCard });
    const sessionId = url.slice(url.lastIndexOf('/') + 1);
    const outcome = payCheckout(local.world, sessionId, { name: 'Ada', savesCard, ...entry });
    const intentId = String(local.world.get('session', sessionId).payment_intent);
    return {
      topUpId,
      sessionId,
      intentId,
      chargeId: String(local.world.get('paymentIntent', intentId).latest_charge),
      outcome,
    };
  }

  async function newCustomer() {
    const payer = await newPayer();
    const { id: customerId } = local.world.save('customer', newStripeCustomer(local.world, { email: payer.email }));
    await db.stripeCustomer.create({ data: { accountId: payer.accountId, customerId, livemode: false } });
    return { ...payer, customerId };
  }

  /** An order and its open checkout, as `createTopUp` creates them, for tests that need hundreds. */
  async function quickOrder({ accountId, customerId }: { accountId: string; customerId: string }, netCents = 2_500) {
    const topUpId = newId('topUp');
    const session = newSession(local.world, {
      ...{ mode: 'payment', customer: customerId, client_reference_id: topUpId, success_url: 'http://localhost:3000' },
      ...{ amount_subtotal: netCents, amount_total: netCents, withTax: true, withInvoice: true },
    });
    local.world.save('session', session);
    await db.topUp.create({ data: { id: topUpId, accountId, kind: 'manual', netCents, sessionId: session.id } });
    return { topUpId, sessionId: session.id };
  }

  const deliver = (event: LocalEvent, wishes: Partial<DeliveryWishes> = {}) => {
    const timestamp = Math.floor(Date.now() / 1_000);
    const { body, signature } = toDelivery(event, { secret: WEBHOOK_SECRET, timestamp, ...wishes });
    return handleStripeWebhook(Buffer.from(body), signature);
  };

  /** Delivers the events since the last call, in order. */
  let delivered = 0;
  async function deliverAll(wishes: Partial<DeliveryWishes> = {}) {
    const notices = [];
    while (delivered < local.events.length) {
      const event = local.events[delivered++];
      if (!event) continue;
      const reply = await deliver(event, wishes);
      if (reply.status !== 200) throw new Error(`${event.type}: ${await errorOf(event.id)}`);
      notices.push(...reply.notices);
    }
    return notices;
  }

  const errorOf = async (eventId: string) =>
    (await db.stripeDelivery.findUnique({ where: { eventId } }))?.error ?? 'refused';

  return {
    local,
    order,
    pay,
    newCustomer,
    quickOrder,
    deliver,
    deliverAll,
    newPayer,
    balance: (payer: Payer) => getBalance(payer.accountId),
    /** The faults in the books; empty after every test. */
    violations: async () => [...(await checkInvariants(pool())), ...(await checkStripeBooks())],
    async close() {
      await closePool();
      await local.close();
      await database.drop();
    },
  };
}
