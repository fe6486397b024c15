import { afterAll, afterEach, expect, it } from 'vitest';
import { creditAccount } from '#lib/billing/credit.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { openDispute } from '#lib/local-stripe/actions/dispute.ts';
import { failRefund } from '#lib/local-stripe/actions/refund.ts';
import { CALLER } from '#lib/testing/accounts.ts';
import { openShop, type Payer } from '../testing/shop.ts';
import { listRefundable } from './refundable.ts';
import { requestRefund } from './request.ts';
import { resumeRefunds } from './send.ts';

const shop = await openShop();
const { world, faults } = shop.local;
afterAll(shop.close);
afterEach(async () => expect(await shop.violations()).toEqual([]));

const usd = (amount: number) => nanoUsd(BigInt(Math.round(amount * 100)) * 10_000_000n);

async function topUp(payer: Payer, netCents = 2_500, country = 'DE') {
  const paid = await shop.pay(payer, { netCents, country });
  await shop.deliverAll();
  return paid;
}

const adjust = ({ accountId }: Payer, amount: bigint, kind: 'adjustment' | 'grant' = 'adjustment') =>
  creditAccount({
    accountId,
    amount: nanoUsd(amount),
    kind,
    cause: `${kind}:${crypto.randomUUID()}`,
    reason: 'test',
    actorId: null,
  });

const refund = (payer: Payer, topUpId: string, cents: number) =>
  requestRefund(payer, { accountId: payer.accountId, topUpId, cents }, CALLER);
const refundsOf = (intentId: string) => world.all('refund').filter(({ payment_intent }) => payment_intent === intentId);
const stateOf = (id: string) => db.refundRequest.findUniqueOrThrow({ where: { id } });

it('refunds an unused top-up in full, with its tax', async () => {
  const payer = await shop.newPayer();
  const { topUpId, intentId } = await topUp(payer);
  const [found] = await listRefundable(payer.accountId);
  expect(found).toMatchObject({ topUpId, maxCents: 2_975, maxCredit: usd(25), goneCents: 0 });
  const { requestId, notices } = await refund(payer, topUpId, 2_975);
  expect(notices.map(({ kind }) => kind)).toEqual(['refunded']);
  expect(await shop.balance(payer)).toEqual({ available: 0n, held: 0n, debt: 0n });
  expect(refundsOf(intentId)).toMatchObject([{ amount: 2_975, metadata: { refund_request: requestId } }]);
  expect(await stateOf(requestId)).toMatchObject({ state: 'done', refundId: refundsOf(intentId)[0]?.id });
  expect(await shop.deliverAll()).toEqual([]);
  expect((await listRefundable(payer.accountId))[0]).toMatchObject({ maxCents: 0, goneCents: 2_975 });
});

it('offers the unused rest, newest first, and never more than was paid: grants are spent first', async () => {
  const payer = await shop.newPayer();
  const first = await topUp(payer, 1_000, 'US');
  const second = await topUp(payer, 2_000, 'US');
  await db.stripePayment.update({
    where: { paymentIntentId: first.intentId },
    data: { createdAt: new Date(Date.now() - 86_400_000) },
  });
  await adjust(payer, usd(100), 'grant');
  const rests = async () => (await listRefundable(payer.accountId)).map(({ topUpId, maxCents }) => [topUpId, maxCents]);
  expect(await rests()).toEqual([
    [second.topUpId, 2_000],
    [first.topUpId, 1_000],
  ]);
  await adjust(payer, -usd(107));
  expect(await rests()).toEqual([
    [second.topUpId, 2_000],
    [first.topUpId, 300],
  ]);
  await adjust(payer, -usd(15));
  expect(await rests()).toEqual([
    [second.topUpId, 800],
    [first.topUpId, 0],
  ]);
  await refund(payer, second.topUpId, 500);
  expect(await rests()).toEqual([
    [second.topUpId, 300],
    [first.topUpId, 0],
  ]);
});

it('takes no more than is available, to the nano-dollar, and leaves less than a cent', async () => {
  const payer = await shop.newPayer();
  const { topUpId } = await topUp(payer);
  await adjust(payer, -21_858_407_347n);
  const [found] = await listRefundable(payer.accountId);
  const most = found?.maxCents ?? 0;
  await expect(refund(payer, topUpId, most + 1)).rejects.toMatchObject({ code: 'invalid_value' });
  await refund(payer, topUpId, most);
  const { available, debt } = await shop.balance(payer);
  expect(available >= 0n && available < 10_000_000n && debt === 0n).toBe(true);
});

it('lets many requests at once take the credit once', async () => {
  const payer = await shop.newPayer();
  const { topUpId, intentId } = await topUp(payer, 1_000, 'US');
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => refund(payer, topUpId, 400)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(refundsOf(intentId)).toHaveLength(2);
  expect((await shop.balance(payer)).available).toBe(usd(2));
});

it('returns the credit when Stripe refuses, and when the refund fails later', async () => {
  const payer = await shop.newPayer();
  const { topUpId, chargeId, intentId } = await topUp(payer, 1_000);
  const done = await refund(payer, topUpId, 500);
  failRefund(world, refundsOf(intentId)[0]?.id ?? '');
  expect((await shop.deliverAll()).map(({ kind }) => kind)).toEqual(['refund_failed']);
  expect(await stateOf(done.requestId)).toMatchObject({ state: 'failed', failureReason: 'expired_or_canceled_card' });
  expect((await shop.balance(payer)).available).toBe(usd(10));
  openDispute(world, chargeId); // Stripe has it, our books do not yet
  const refused = await refund(payer, topUpId, 500);
  expect(refused.notices.map(({ kind }) => kind)).toEqual(['refunded', 'refund_failed']);
  expect(await stateOf(refused.requestId)).toMatchObject({
    state: 'failed',
    failureReason: expect.stringContaining('charged back'),
  });
  expect((await shop.balance(payer)).available).toBe(usd(10));
  await shop.deliverAll();
  expect((await listRefundable(payer.accountId))[0]).toMatchObject({ maxCents: 0 });
});

it('is sent once when the answer was lost, also a day later', async () => {
  const payer = await shop.newPayer();
  const { topUpId, intentId } = await topUp(payer, 1_000);
  faults.add({ match: /POST \/v1\/refunds/, kind: 'cut', times: 4 });
  const { requestId } = await refund(payer, topUpId, 500);
  expect(await stateOf(requestId)).toMatchObject({ state: 'requested', refundId: null });
  expect(await resumeRefunds()).toEqual([]); // a running process has half a minute to finish
  expect(refundsOf(intentId)).toHaveLength(1);
  await resumeRefunds(Date.now() + 86_400_000);
  expect(await stateOf(requestId)).toMatchObject({ state: 'done' });
  expect(refundsOf(intentId)).toHaveLength(1);
});

it('writes the audit event with the debit, or neither', async () => {
  const payer = await shop.newPayer();
  const { topUpId, intentId } = await topUp(payer, 1_000, 'US');
  await pool().query('ALTER TABLE audit_event ADD CONSTRAINT full_disk CHECK (false) NOT VALID');
  await expect(refund(payer, topUpId, 300)).rejects.toThrow('full_disk');
  await pool().query('ALTER TABLE audit_event DROP CONSTRAINT full_disk');
  expect(await shop.balance(payer)).toMatchObject({ available: usd(10) });
  expect(refundsOf(intentId)).toEqual([]);
  await refund(payer, topUpId, 300);
  const where = { accountId: payer.accountId, action: 'refund.requested' };
  expect(await db.auditEvent.findMany({ where })).toMatchObject([
    { actorId: payer.id, target: '3 USD', ip: CALLER.ip },
  ]);
});

it('is for members who may pay, within the window, for their own top-ups', async () => {
  const [payer, other] = [await shop.newPayer(), await shop.newPayer()];
  const { topUpId, intentId } = await topUp(payer, 1_000);
  await expect(requestRefund(other, { accountId: payer.accountId, topUpId, cents: 1 }, CALLER)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(refund(other, topUpId, 1)).rejects.toMatchObject({ code: 'not_found' });
  for (const cents of [0, -1, 1.5, Number.NaN])
    await expect(refund(payer, topUpId, cents)).rejects.toMatchObject({ code: 'invalid_value' });
  await db.stripePayment.update({
    where: { paymentIntentId: intentId },
    data: { createdAt: new Date(Date.now() - 31 * 86_400_000) },
  });
  await expect(refund(payer, topUpId, 100)).rejects.toMatchObject({ code: 'invalid_value' });
  env.STRIPE_REFUND_WINDOW_DAYS = 0;
  await expect(refund(payer, topUpId, 100)).rejects.toMatchObject({ code: 'not_found' });
  env.STRIPE_REFUND_WINDOW_DAYS = 30;
});
