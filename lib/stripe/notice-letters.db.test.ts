import { afterAll, afterEach, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { claimJobs } from '#lib/jobs/queue.ts';
import { runJob } from '#lib/jobs/run.ts';
import { openDispute } from '#lib/local-stripe/actions/dispute.ts';
import { mailTo } from '#lib/testing/accounts.ts';
import { mailNotice } from './notice-letters.ts';
import { openShop, type Payer } from './testing/shop.ts';

const shop = await openShop();
afterAll(shop.close);
afterEach(async () => expect(await shop.violations()).toEqual([]));

async function runNotices(): Promise<void> {
  const jobs = await claimJobs(pool(), [['stripe_notice'], 100, '00000000-0000-4000-8000-000000000001', 60_000]);
  for (const job of jobs) await runJob({ stripe_notice: { run: mailNotice } }, job);
}

async function subjects({ email }: Pick<Payer, 'email'>): Promise<string[]> {
  await runNotices();
  return (await mailTo(email)).map(({ subject }) => subject).reverse();
}

it('mails the credit of a payment and its reversals once each, for repeated events too', async () => {
  const payer = await shop.newCustomer();
  await db.user.update({
    where: { id: payer.id },
    data: { emailVerifiedAt: new Date(), locale: 'de', isOperator: true },
  });
  const { intentId, chargeId } = await shop.pay(payer);
  await shop.deliverAll();
  openDispute(shop.local.world, chargeId);
  await shop.deliverAll();
  const { name } = await db.account.findUniqueOrThrow({ where: { id: payer.accountId } });
  expect(await db.job.count({ where: { kind: 'stripe_notice' } })).toBe(2);
  // Jobs are claimed in any order.
  const told = (await subjects(payer)).sort();
  expect(told).toEqual([
    `Zahlung ${intentId} braucht Sie`, // as the operator
    expect.stringMatching(new RegExp(`^${name}: 25,00\\s\\$ Guthaben hinzugefügt$`)),
    expect.stringMatching(/: Einer Zahlung von .* wurde widersprochen$/),
  ]);
  const concern = (await mailTo(payer.email)).find(({ subject }) => subject === told[0]);
  expect(concern?.text).toContain('Stripe erwartet rechtzeitig Ihre Antwort');
  await runNotices();
  expect(await mailTo(payer.email)).toHaveLength(3);
});

it('sends no mail about an abandoned payment page', async () => {
  const payer = await shop.newCustomer();
  await db.user.update({ where: { id: payer.id }, data: { emailVerifiedAt: new Date() } });
  const { topUpId } = await shop.order(payer);
  const notice = { kind: 'top_up_failed', accountId: payer.accountId, topUpId, isAutomatic: false } as const;
  await db.job.createMany({
    data: ['expired', 'declined'].map((reason) => ({ kind: 'stripe_notice', payload: { ...notice, reason } })),
  });
  expect(await subjects(payer)).toEqual([expect.stringContaining('the payment of $25.00 did not work')]);
});
