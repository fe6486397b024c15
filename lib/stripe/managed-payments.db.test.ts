import { afterAll, beforeAll, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { CALLER } from '#lib/testing/accounts.ts';
import { autoTopUp, runAutoTopUps } from './auto/run.ts';
import { setAutoTopUp } from './auto/set.ts';
import { openCardSetup } from './pages.ts';
import { openShop } from './testing/shop.ts';

const shop = await openShop();
const { world, calls } = shop.local;
beforeAll(() => {
  env.STRIPE_MANAGED_PAYMENTS = true;
});
afterAll(shop.close);

const usd = (amount: number) => nanoUsd(BigInt(amount) * 1_000_000_000n);

it('sells by Stripe, with the tax it adds, and credits what was ordered', async () => {
  const payer = await shop.newPayer();
  const { sessionId, intentId } = await shop.pay(payer, { netCents: 2_500, country: 'DE', savesCard: true });
  expect(world.get('session', sessionId)).toMatchObject({
    managed_payments: { enabled: true },
    ...{ amount_subtotal: 2_500, amount_total: 2_975, automatic_tax: { liability: { type: 'stripe' } } },
  });
  await shop.deliverAll();
  expect(await shop.balance(payer)).toEqual({ available: usd(25), held: 0n, debt: 0n });
  expect(await db.stripePayment.findUnique({ where: { paymentIntentId: intentId } })).toMatchObject({
    ...{ netCents: 2_500, taxCents: 475, totalCents: 2_975, problem: null },
  });
  expect(await shop.violations()).toEqual([]);
});

it('keeps no card, whoever asks for it, and charges none that was kept before', async () => {
  const payer = await shop.newCustomer();
  const { accountId } = payer;
  const visit = { accountId, locale: 'en', returnUrl: 'https://hub.example/billing' };
  await expect(openCardSetup(payer, visit)).rejects.toMatchObject({ code: 'conflict' });
  const terms = { threshold: usd(5), netCents: 2_000, monthCapCents: 10_000 };
  const agree = () => setAutoTopUp(payer, { accountId, ...terms, consentText: 'Charge my card.' }, CALLER);
  await expect(agree()).rejects.toMatchObject({ code: 'conflict' });

  const card = { paymentMethodId: 'pm_before', cardFingerprint: 'before' };
  await db.stripeCustomer.update({ where: { accountId }, data: card });
  env.STRIPE_MANAGED_PAYMENTS = false;
  await agree();
  env.STRIPE_MANAGED_PAYMENTS = true;
  const before = calls.length;
  expect([await autoTopUp(accountId), await runAutoTopUps()]).toEqual([[], []]);
  expect(calls.slice(before)).toEqual([]);
  expect(await db.topUp.count({ where: { accountId, kind: 'automatic' } })).toBe(0);
});
