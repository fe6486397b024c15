import { afterAll, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { completeSetup, payCheckout } from '#lib/local-stripe/actions/checkout.ts';
import { openDispute, warnOfFraud } from '#lib/local-stripe/actions/dispute.ts';
import type { RecordedCall } from '#lib/local-stripe/http/api.ts';
import { CALLER } from '#lib/testing/accounts.ts';
import { autoTopUp, runAutoTopUps } from './auto/run.ts';
import { setAutoTopUp } from './auto/set.ts';
import { confirmCheckout, invoiceLinks, openCardSetup, openPortal } from './pages.ts';
import { reconcileStripe } from './reconcile.ts';
import { requestRefund } from './refund/request.ts';
import { removeCard } from './saved-card.ts';
import { openShop } from './testing/shop.ts';
import { prepareStripeMock, startStripeMock } from './testing/stripe-mock.ts';

const reason = await prepareStripeMock();
const shop = await openShop();
const { world, calls } = shop.local;
afterAll(shop.close);

const sessionOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

/** Makes every Stripe call of the product at least once. */
async function liveOnce(): Promise<void> {
  const payer = await shop.newPayer();
  await db.user.update({ where: { id: payer.id }, data: { emailVerifiedAt: new Date() } });
  const { accountId } = payer;
  const visit = { accountId, locale: 'fr', returnUrl: 'https://hub.example/billing?session={CHECKOUT_SESSION_ID}' };
  const paid = await shop.pay(payer, { savesCard: true });
  await confirmCheckout(payer, accountId, paid.sessionId);
  await shop.order(payer, 3_000);
  env.STRIPE_MANAGED_PAYMENTS = true;
  await shop.order(payer, 3_500);
  env.STRIPE_MANAGED_PAYMENTS = false;
  await shop.order(payer, 3_000); // the second click returns the first one's page
  await openPortal(payer, visit);
  await invoiceLinks(payer, accountId, paid.topUpId);
  await requestRefund(payer, { accountId, topUpId: paid.topUpId, cents: 2_000 }, CALLER);

  for (const number of ['4242424242424242', '4000000000000341', '4000002760003184']) {
    const setup = sessionOf(await openCardSetup(payer, visit));
    completeSetup(world, setup, { number, name: 'Ada' });
    await confirmCheckout(payer, accountId, setup);
    const consentText = 'Charge my card when little is left.';
    await setAutoTopUp(
      payer,
      { accountId, threshold: nanoUsd(10n ** 11n), netCents: 2_000, monthCapCents: 100_000, consentText },
      CALLER,
    );
    await autoTopUp(accountId);
    await db.topUp.updateMany({
      where: { accountId, kind: 'automatic' },
      data: { createdAt: new Date(Date.now() - 3_600_000) },
    });
  }
  await runAutoTopUps(Date.now() + 21 * 3_600_000);
  await leaveDraft(accountId);
  await removeCard(payer, accountId);

  const { url } = await shop.order(payer, 4_000);
  for (let refused = 0; refused < 3; refused += 1) {
    payCheckout(world, sessionOf(url), { number: '4000000000000002', name: 'Ada' });
    await shop.deliverAll();
  }
  warnOfFraud(world, paid.chargeId);
  openDispute(world, paid.chargeId);
  await shop.deliverAll();
  await reconcileStripe({ days: 2, fix: true });
}

/** A process dies between creating a draft invoice and storing its id; a day later the attempt is abandoned. */
async function leaveDraft(accountId: string): Promise<void> {
  const wait = { failures: 0, nextAttemptAt: null, suspendedAt: null };
  await db.autoTopUp.update({ where: { accountId }, data: wait });
  await db.topUp.updateMany({ where: { accountId }, data: { createdAt: new Date(Date.now() - 3_600_000) } });
  shop.local.faults.add({ match: /POST \/v1\/invoiceitems/, kind: 'error', times: 3 });
  await expect(autoTopUp(accountId)).rejects.toThrow();
  await db.topUp.updateMany({ where: { accountId, state: 'created', kind: 'automatic' }, data: { invoiceId: null } });
  await runAutoTopUps(Date.now() + 21 * 3_600_000);
}

const toShape = ({ method, path }: RecordedCall) =>
  `${method} ${path.replace(/\?.*/, '').replace(/\/[a-z]+_(?:test_)?[A-Za-z0-9]{24}/, '/:id')}`;

it.skipIf(reason !== null)(
  `every call of the product is one that Stripe’s own OpenAPI knows${reason ? ` (skipped: ${reason})` : ''}`,
  async () => {
    await liveOnce();
    const mock = await startStripeMock();
    const refused: string[] = [];
    for (const call of calls.filter(({ status }) => status < 300 || status === 402)) {
      const { method, path, body } = call;
      const headers = { authorization: 'Bearer sk_test_123', 'content-type': 'application/x-www-form-urlencoded' };
      const response = await fetch(mock.url + path, { method, headers, ...(method === 'POST' && { body }) });
      if (!response.ok) refused.push(`${toShape(call)}: ${await response.text()} ${decodeURIComponent(body)}`);
    }
    mock.stop();
    expect(refused).toEqual([]);
    expect([...new Set(calls.map(toShape))].sort()).toMatchInlineSnapshot(`
      [
        "DELETE /v1/invoices/:id",
        "GET /v1/checkout/sessions",
        "GET /v1/checkout/sessions/:id",
        "GET /v1/customers/:id",
        "GET /v1/disputes",
        "GET /v1/disputes/:id",
        "GET /v1/invoice_payments",
        "GET /v1/invoices",
        "GET /v1/invoices/:id",
        "GET /v1/payment_intents",
        "GET /v1/payment_intents/:id",
        "GET /v1/payment_methods",
        "GET /v1/payment_methods/:id",
        "GET /v1/radar/early_fraud_warnings",
        "GET /v1/radar/early_fraud_warnings/:id",
        "GET /v1/refunds",
        "GET /v1/refunds/:id",
        "POST /v1/billing_portal/sessions",
        "POST /v1/checkout/sessions",
        "POST /v1/checkout/sessions/:id/expire",
        "POST /v1/customers",
        "POST /v1/customers/:id",
        "POST /v1/invoiceitems",
        "POST /v1/invoices",
        "POST /v1/invoices/:id/finalize",
        "POST /v1/invoices/:id/pay",
        "POST /v1/invoices/:id/void",
        "POST /v1/payment_methods/:id/detach",
        "POST /v1/refunds",
      ]
    `);
  },
  120_000,
);
