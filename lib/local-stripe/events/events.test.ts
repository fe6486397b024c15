import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Stripe from 'stripe';
import { afterAll, expect, it } from 'vitest';
import { startLocalStripe } from '../server.ts';
import { connect, openShopper } from '../testing/shopper.ts';
import { toDelivery } from './delivery.ts';

const { local, stripe, pay } = await openShopper();
afterAll(() => local.close());

it('is signed for the real package, as a snapshot and thin', async () => {
  const { intentId } = await pay();
  const event = local.events.find(({ object, type }) => object.id === intentId && type.endsWith('succeeded'));
  if (!event) throw new Error('The payment made no event.');
  const wishes = { secret: 'whsec_x', timestamp: Math.floor(Date.now() / 1_000) };
  const snapshot = toDelivery(event, wishes);
  expect(stripe.webhooks.constructEvent(snapshot.body, snapshot.signature, 'whsec_x')).toMatchObject({
    type: 'payment_intent.succeeded',
    api_version: Stripe.API_VERSION,
    data: { object: { id: intentId, status: 'succeeded' } },
  });
  const thin = toDelivery(event, { ...wishes, form: 'thin' });
  const notification = stripe.parseEventNotification(thin.body, thin.signature, 'whsec_x');
  expect(notification).toMatchObject({ type: 'v1.payment_intent.succeeded', related_object: { id: intentId } });
  expect(() => stripe.webhooks.constructEvent(snapshot.body, snapshot.signature, 'whsec_y')).toThrow('signature');
  const old = toDelivery(event, { ...wishes, timestamp: wishes.timestamp - 301 });
  expect(() => stripe.webhooks.constructEvent(old.body, old.signature, 'whsec_x')).toThrow('tolerance');
});

it('is delivered until it is accepted, also by the next process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-stripe-'));
  const stateFile = join(folder, 'state.json');
  const taken: string[] = [];
  let isUp = false;
  let onTaken = () => {};
  const receiver = createServer(async (request, response) => {
    const body = await text(request);
    const event = stripe.webhooks.constructEvent(body, String(request.headers['stripe-signature']), 'whsec_x');
    if (isUp) taken.push(event.type);
    response.writeHead(isUp ? 200 : 500).end();
    if (isUp) onTaken();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const webhook = { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`, secret: 'whsec_x' };
  const first = await startLocalStripe({ webhook, stateFile });
  const { id } = await connect(first).customers.create({ email: 'kept@example.com' });
  await first.close();
  isUp = true;
  const arrival = new Promise<void>((resolve) => {
    onTaken = resolve;
  });
  const second = await startLocalStripe({ webhook, stateFile });
  await arrival;
  expect(taken).toEqual(['customer.created']);
  expect(await connect(second).customers.retrieve(id)).toMatchObject({ email: 'kept@example.com' });
  await second.close();
  receiver.close();
  rmSync(folder, { recursive: true });
});

it('is dropped or duplicated on demand', async () => {
  const taken: string[] = [];
  let onTaken = () => {};
  const receiver = createServer((request, response) => {
    taken.push(String(request.headers['stripe-signature']));
    request.resume();
    response.end();
    onTaken();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const webhook = { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`, secret: 'whsec_x' };
  const faulty = await startLocalStripe({ webhook });
  faulty.faults.webhooks = { drop: 1 };
  await connect(faulty).customers.create({});
  faulty.faults.webhooks = { duplicate: 1, delayMs: 5 };
  const twice = new Promise<void>((resolve) => {
    onTaken = () => taken.length === 2 && resolve();
  });
  await connect(faulty).customers.create({});
  await twice;
  await faulty.close();
  receiver.close();
  expect(faulty.events).toHaveLength(2);
  expect(taken).toHaveLength(2);
});
