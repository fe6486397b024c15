import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { newId } from '#lib/id.ts';
import { openDispute } from '#lib/local-stripe/actions/dispute.ts';
import { createRefund } from '#lib/local-stripe/actions/refund.ts';
import { openShop, type Payer } from '#lib/stripe/testing/shop.ts';
import { addKey } from '#lib/testing/factories.ts';
import { findAccounts } from './find-accounts.ts';

const shop = await openShop();
afterAll(shop.close);

let payer: Payer;
let known: Record<string, string>;
beforeAll(async () => {
  payer = await shop.newPayer();
  const { accountId } = payer;
  await shop.pay(await shop.newPayer());
  const paid = await shop.pay(payer);
  const { id: refund } = createRefund(shop.local.world, { chargeId: paid.chargeId, amount: 100 });
  const { id: dispute } = openDispute(shop.local.world, paid.chargeId);
  await shop.deliverAll();
  const { keyId, secret } = await addKey(accountId);
  const requestId = newId('request');
  const used = {
    requestId,
    accountId,
    keyId,
    mode: 'live',
    requestedModel: 'm',
    model: 'm',
    outcome: 'completed',
  } as const;
  await db.usageRecord.create({ data: { ...used, statusCode: 200, isStreamed: false, durationMs: 1 } });
  const running = { requestId: newId('request'), accountId, keyId, priceId: 'm@1', amount: 1n, processId: 'proc_1' };
  await db.hold.create({ data: { ...running, expiresAt: new Date() } });
  const { customerId } = await db.stripeCustomer.findUniqueOrThrow({ where: { accountId } });
  const payment = await db.stripePayment.findUniqueOrThrow({ where: { paymentIntentId: paid.intentId } });
  const movement = await db.ledgerTransaction.findFirstOrThrow({ where: { accountId } });
  known = {
    ...{
      address: ` ${payer.email.toUpperCase()} `,
      account: accountId,
      user: payer.id,
      key: keyId,
      end: secret.slice(-4),
    },
    ...{ hint: `th-live-…${secret.slice(-4)}`, request: requestId, running: running.requestId, movement: movement.id },
    ...{ customer: customerId, order: paid.topUpId, checkout: paid.sessionId, payment: paid.intentId },
    ...{ charge: paid.chargeId, invoice: payment.invoiceId ?? '', refund, dispute },
  };
});

it('finds an account by whatever a customer or Stripe may name', async () => {
  const found = Object.entries(known).map(async ([what, text]) => [
    what,
    (await findAccounts(text)).map(({ id }) => id),
  ]);
  expect(Object.fromEntries(await Promise.all(found))).toEqual(
    Object.fromEntries(Object.keys(known).map((what) => [what, [payer.accountId]])),
  );
});

it('shows its money, members, caps and keys', async () => {
  const [account] = await findAccounts(payer.accountId);
  const balance = await shop.balance(payer);
  expect(account).toMatchObject({
    balance,
    memberships: [{ role: 'owner', user: { email: payer.email } }],
    ...{ budgets: [], _count: { keys: 1 }, suspendedAt: null },
  });
});

it.each(['', ' ', 'nobody@example.com', 'acct_none', 'pi_none', 're_none', '%', 'constructor_1', 'abc', 'nope'])(
  'finds nothing for “%s”',
  async (text) => expect(await findAccounts(text)).toEqual([]),
);
