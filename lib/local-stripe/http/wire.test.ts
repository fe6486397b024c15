import { afterAll, expect, it } from 'vitest';
import { connect, openShopper } from '../testing/shopper.ts';

const { local, stripe, newCustomer, newCheckout, pay } = await openShopper();
afterAll(() => local.close());

it('refuses the same parameters as Stripe, with the same messages', async () => {
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'taken',
      ({ code, param, type }) => ({ code, param, type }),
    );
  const type = 'StripeInvalidRequestError';
  expect(await refusal(stripe.refunds.create({ payment_intent: 'pi_none' }))).toEqual({
    code: 'resource_missing',
    param: 'payment_intent',
    type,
  });
  expect(await refusal(stripe.customers.create({ nickname: 'x' } as object))).toEqual({
    code: 'parameter_unknown',
    param: 'nickname',
    type,
  });
  expect(await refusal(stripe.billingPortal.sessions.create({} as never))).toEqual({
    code: 'parameter_missing',
    param: 'customer',
    type,
  });
  const { id: customer } = await newCustomer();
  expect(await refusal(newCheckout(customer, { payment_method_types: ['card'] } as object))).toMatchObject({
    code: 'payment_method_types_no_longer_supported',
  });
  expect(
    await refusal(
      newCheckout(customer, {
        line_items: [{ price_data: { currency: 'usd', unit_amount: 1.5, product_data: { name: 'x' } }, quantity: 1 }],
      }),
    ),
  ).toMatchObject({ code: 'parameter_invalid_integer', param: 'line_items[0][price_data][unit_amount]' });
  expect(await refusal(stripe.paymentIntents.retrieve('pi_none', { expand: ['foo'] }))).toMatchObject({
    code: 'resource_missing',
  });
  expect(await refusal(stripe.customers.retrieve(customer, { expand: ['foo'] }))).toMatchObject({
    code: 'property_invalid',
  });
  await expect(stripe.products.list()).rejects.toThrow('Unrecognized request URL');
  await expect(connect({ ...local, secretKey: 'sk_test_other' }).refunds.list()).rejects.toMatchObject({
    statusCode: 401,
  });
});

it('runs a call once per idempotency key, also when its reply was lost', async () => {
  const fields = { email: 'key@example.com' };
  const options = { idempotencyKey: 'customer:1' };
  local.faults.add({ match: /POST \/v1\/customers$/, kind: 'cut', times: 2 });
  await expect(stripe.customers.create(fields, options)).rejects.toMatchObject({ type: 'StripeConnectionError' });
  const again = await stripe.customers.create(fields, options);
  expect((await stripe.customers.create(fields, options)).id).toBe(again.id);
  expect(local.world.all('customer').filter(({ email }) => email === 'key@example.com')).toHaveLength(1);
  await expect(stripe.customers.create({ email: 'b@example.com' }, options)).rejects.toMatchObject({
    type: 'StripeIdempotencyError',
  });
  await expect(stripe.refunds.create({ payment_intent: 'pi_none' }, { idempotencyKey: 'r' })).rejects.toMatchObject({
    statusCode: 404,
  });
  const { intentId } = await pay();
  expect(await stripe.refunds.create({ payment_intent: intentId }, { idempotencyKey: 'r' })).toMatchObject({
    amount: 2_500,
  });
});

it('fails on demand: 500, 429, a reply that never comes', async () => {
  const patient = connect(local, { maxNetworkRetries: 2 });
  local.faults.add({ match: /POST \/v1\/customers/, kind: 'error' });
  expect(await patient.customers.create({})).toMatchObject({ object: 'customer' });
  local.faults.add({ match: /customers/, kind: 'rate_limit' });
  await expect(stripe.customers.create({})).rejects.toMatchObject({ type: 'StripeRateLimitError' });
  const hasty = connect(local, { timeout: 100 });
  local.faults.add({ match: /customers/, kind: 'hang_after' });
  await expect(hasty.customers.create({})).rejects.toThrow('timeout');
});

it('lists in pages, newest first', async () => {
  const { id: customer } = await newCustomer();
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) made.unshift((await newCheckout(customer)).id);
  const seen: string[] = [];
  for await (const session of stripe.checkout.sessions.list({ customer, limit: 2 })) seen.push(session.id);
  expect(seen).toEqual(made);
  const before = await stripe.checkout.sessions.list({ customer, ending_before: made[4] ?? '', limit: 2 });
  expect(before.data.map(({ id }) => id)).toEqual(made.slice(2, 4));
  const since = Math.floor(Date.now() / 1_000) + 60;
  expect((await stripe.paymentIntents.list({ created: { gte: since } })).data).toEqual([]);
  expect((await stripe.checkout.sessions.list({ customer, status: 'complete' })).data).toEqual([]);
});

it('reads stale states when asked to', async () => {
  local.world.keepsHistory = true;
  const { intentId } = await pay();
  local.faults.staleness = 1;
  local.faults.random = () => 0;
  expect((await stripe.paymentIntents.retrieve(intentId)).status).toBe('requires_payment_method');
  Object.assign(local.faults, { staleness: 0, random: Math.random });
  local.world.keepsHistory = false;
  expect((await stripe.paymentIntents.retrieve(intentId)).status).toBe('succeeded');
});
