import { afterAll, afterEach, expect, it } from 'vitest';
import { POST } from '#app/api/stripe/webhook/route.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { type DeliveryWishes, sign, toDelivery } from '#lib/local-stripe/events/delivery.ts';
import { retryDeliveries } from './deliveries.ts';
import { openShop, WEBHOOK_SECRET } from './testing/shop.ts';
import { handleStripeWebhook, MAX_EVENT_BYTES } from './webhook.ts';

const shop = await openShop();
const { faults, events, world } = shop.local;
afterAll(shop.close);
afterEach(async () => expect(await shop.violations()).toEqual([]));

const now = () => Math.floor(Date.now() / 1_000);

async function paidEvent() {
  const payer = await shop.newPayer();
  const { intentId } = await shop.pay(payer);
  const event = events.find(({ type, object }) => type === 'payment_intent.succeeded' && object.id === intentId);
  if (!event) throw new Error('There is an event.');
  return { payer, intentId, event };
}

const deliveryOf = (eventId: string) => db.stripeDelivery.findUnique({ where: { eventId } });

it.each<[string, Partial<DeliveryWishes>]>([
  ['another secret', { secret: 'whsec_of_somebody_else' }],
  ['a signature of 301 seconds ago', { timestamp: now() - 301 }],
  ['a signature from the future', { timestamp: now() + 3_600 }],
])('refuses %s, and credits nothing (D4, D5)', async (_, wishes) => {
  const { payer, event } = await paidEvent();
  expect(await shop.deliver(event, wishes)).toMatchObject({ status: 400, notices: [] });
  expect((await shop.balance(payer)).available).toBe(0n);
  expect(await deliveryOf(event.id)).toBeNull();
});

it.each([null, '', 't=1', 'v1=ab', 'garbage', `t=${now()},v0=${'a'.repeat(64)}`, `t=${now()},v1=${'a'.repeat(64)}`])(
  'refuses the signature %j (D5)',
  async (signature) => {
    const { event } = await paidEvent();
    const { body } = toDelivery(event, { secret: WEBHOOK_SECRET, timestamp: now() });
    expect((await handleStripeWebhook(Buffer.from(body), signature)).status).toBe(400);
  },
);

it.each(['', ' ', undefined])('takes nothing while its own secret is %j', async (secret) => {
  const { event } = await paidEvent();
  const { body } = toDelivery(event, { secret: WEBHOOK_SECRET, timestamp: now() });
  const signature = sign(body, { secret: secret ?? '', timestamp: now() });
  Object.assign(env, { STRIPE_WEBHOOK_SECRET: secret });
  const { status } = await handleStripeWebhook(Buffer.from(body), signature).finally(() =>
    Object.assign(env, { STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET }),
  );
  expect([400, 503]).toContain(status);
});

it('verifies the raw bytes of the body (D6)', async () => {
  const { payer, event } = await paidEvent();
  const { body } = toDelivery(event, { secret: WEBHOOK_SECRET, timestamp: now() });
  const odd = `\n  ${JSON.stringify({ ...JSON.parse(body), note: 'é\u2028 ' }, null, 3)}\n`;
  const signature = sign(odd, { secret: WEBHOOK_SECRET, timestamp: now() });
  const again = JSON.stringify(JSON.parse(odd));
  expect((await handleStripeWebhook(Buffer.from(again), signature)).status).toBe(400);
  expect((await handleStripeWebhook(Buffer.from(odd), signature)).status).toBe(200);
  expect((await shop.balance(payer)).available).toBe(25_000_000_000n);
});

it.each<[string, Partial<DeliveryWishes>]>([
  ['snapshot', {}],
  ['thin', { form: 'thin' }],
  ['of an old API version', { apiVersion: '2019-12-03' }],
])('reads an event that is %s', async (_, wishes) => {
  const { payer, event } = await paidEvent();
  expect(await shop.deliver(event, wishes)).toMatchObject({ status: 200, notices: [{ kind: 'top_up_credited' }] });
  expect((await shop.balance(payer)).available).toBe(25_000_000_000n);
  expect(await deliveryOf(event.id)).toMatchObject({ error: null, attempts: 1, type: 'payment_intent.succeeded' });
});

it.each<[string, Partial<DeliveryWishes>]>([
  ['the live mode', { livemode: true }],
  ['another account', { account: 'acct_of_another' }],
  ['another account, thin', { account: 'acct_of_another', form: 'thin' }],
])('keeps an event of %s for the operator, and does not apply it (D7)', async (_, wishes) => {
  const { payer, event } = await paidEvent();
  expect(await shop.deliver(event, wishes)).toMatchObject({ status: 200, notices: [] });
  expect((await shop.balance(payer)).available).toBe(0n);
  expect(await deliveryOf(event.id)).toMatchObject({ appliedAt: null, error: expect.stringMatching(/^It is of/) });
  await retryDeliveries();
  expect((await shop.balance(payer)).available).toBe(0n);
});

it('asks Stripe, so a false event credits nothing', async () => {
  const payer = await shop.newPayer();
  const { sessionId } = await shop.pay(payer, { number: '4000000000000002' });
  const intent = world.get('paymentIntent', world.get('session', sessionId).payment_intent);
  const lie = { ...intent, status: 'succeeded', amount_received: 2_500 } as const;
  const event = { id: 'evt_lie', type: 'payment_intent.succeeded', created: now(), livemode: false, object: lie };
  expect(await shop.deliver(event)).toMatchObject({ status: 200, notices: [] });
  expect((await shop.balance(payer)).available).toBe(0n);
  const unknown = { ...event, id: 'evt_unknown', object: { ...lie, id: 'pi_nowhere' } };
  expect((await shop.deliver(unknown)).status).toBe(200);
  expect(await deliveryOf('evt_unknown')).toMatchObject({
    appliedAt: null,
    error: expect.stringContaining('NotThere'),
  });
});

it('answers 500 when Stripe is unavailable, so that it is sent again, and retries by itself', async () => {
  const { payer, event } = await paidEvent();
  faults.add({ match: /GET \/v1\/payment_intents/, kind: 'error', times: 3 });
  expect((await shop.deliver(event)).status).toBe(500);
  expect(await deliveryOf(event.id)).toMatchObject({
    appliedAt: null,
    error: expect.stringContaining('StripeAPIError'),
  });
  expect(await retryDeliveries()).toMatchObject([{ kind: 'top_up_credited', accountId: payer.accountId }]);
  expect(await deliveryOf(event.id)).toMatchObject({ appliedAt: expect.any(Date), error: null, attempts: 2 });
  expect((await shop.deliver(event)).status).toBe(200);
});

it('never ignores an unknown state', async () => {
  const { payer, intentId, event } = await paidEvent();
  world.change('paymentIntent', intentId, { status: 'settled_by_teleport' });
  expect((await shop.deliver(event)).status).toBe(500);
  expect(await deliveryOf(event.id)).toMatchObject({ error: expect.stringContaining('UnknownShape') });
  world.change('paymentIntent', intentId, { status: 'succeeded' });
  await retryDeliveries();
  expect((await shop.balance(payer)).available).toBe(25_000_000_000n);
});

it('ignores events about other payments', async () => {
  const event = {
    id: 'evt_other',
    type: 'product.created',
    created: now(),
    livemode: false,
    object: world.all('customer')[0] as never,
  };
  expect((await shop.deliver(event)).status).toBe(200);
  expect(await deliveryOf('evt_other')).toBeNull();
});

it('is served by a route that limits the body’s length (D20)', async () => {
  const send = (body: string | Uint8Array<ArrayBuffer>, signature: string) =>
    POST(
      new Request('http://localhost/api/stripe/webhook', {
        method: 'POST',
        body,
        headers: { 'stripe-signature': signature },
      }),
    );
  const { payer, event } = await paidEvent();
  const { body, signature } = toDelivery(event, { secret: WEBHOOK_SECRET, timestamp: now() });
  expect((await send(new Uint8Array(10_485_760), signature)).status).toBe(413);
  expect((await send(new Uint8Array(MAX_EVENT_BYTES + 1), signature)).status).toBe(413);
  expect((await send('{}', sign('{}', { secret: WEBHOOK_SECRET, timestamp: now() }))).status).toBe(400);
  const reply = await send(body, signature);
  expect([reply.status, await reply.json()]).toEqual([200, { received: true }]);
  expect((await shop.balance(payer)).available).toBe(25_000_000_000n);
});
