import '#lib/testing/own-data.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { priceId } from '#lib/billing/price-id.ts';
import { previewAnnounced, previewPrice } from '#lib/billing/price-preview.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { newId } from '#lib/id.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { rates } from '#lib/models/catalog/generations.ts';
import { findModel } from '#lib/models/find.ts';
import { announcedPrices } from '#lib/models/price-change.ts';
import { givenUser, mailTo } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { announcePrice, mailPriceChange } from './price-change-mail.ts';

const database = await createDatabase();
env.DATABASE_URL = database.url;
const { closePool } = await import('#lib/db/pool.ts');
afterAll(async () => {
  await closePool();
  await database.drop();
});

const haiku = findModel('claude-haiku-4-5');
if (!haiku) throw new Error('The catalog has no Haiku.');
const dearer = rates({ inputUsd: '1.20', outputUsd: '6.00' });
const announced = announcedPrices(new Date(), [
  { ...haiku, priceChange: { validFrom: '2100-01-01T00:00:00.000Z', rates: dearer } },
]);
const id = priceId({ id: haiku.id, rates: dearer });

type Tokens = Parameters<typeof costOf>[0];
type Person = Awaited<ReturnType<typeof givenUser>>;

/** Requests of an account with these tokens, at today's price. */
async function given(accountId: string, requests: readonly Tokens[], more: object = {}): Promise<void> {
  const data = requests.map((tokens) => ({
    ...{
      requestId: newId('request'),
      accountId,
      keyId: 'key_1',
      mode: 'live' as const,
      requestedModel: 'claude-haiku-4-5',
    },
    ...{ model: haiku?.id ?? '', outcome: 'completed' as const, statusCode: 200, isStreamed: false, durationMs: 1 },
    ...{ inputTokens: tokens.input, outputTokens: tokens.output, cacheReadTokens: tokens.cacheRead },
    ...{ cacheWrite5mTokens: tokens.cacheWrite5m, cacheWrite1hTokens: tokens.cacheWrite1h },
    ...{ cost: costOf(tokens, haiku?.rates ?? dearer).cost, held: 10n ** 15n, priceId: null },
    ...more,
  }));
  await db.usageRecord.createMany({ data });
}

const count = fc.nat(1_000_000);
const anyTokens = fc
  .record({ input: count, cacheWrite5m: count, cacheWrite1h: count, cacheRead: count, output: count })
  .filter((tokens) => Object.values(tokens).some((each) => each > 0));
const requests = fc.sample(anyTokens, 200);
const sumAt = (price: typeof dearer, of = requests) =>
  nanoUsd(of.reduce((sum, tokens) => sum + costOf(tokens, price).cost, 0n));

let user: Person;
let idle: Person;
beforeAll(async () => {
  [user, idle] = [await givenUser(), await givenUser()];
  await given(user.accountId, requests);
  const [one] = requests;
  if (!one) throw new Error('There are requests.');
  const longAgo = new Date(Date.now() - 31 * 86_400_000);
  await given(idle.accountId, [one], { settledAt: longAgo });
  await given(idle.accountId, [one], { cost: 0n, outcome: 'failed' });
  await given(idle.accountId, [one], { model: 'claude-sonnet-4-6' });
});

it('is the sum of what each request of the last 30 days would have cost, to the nano-dollar', async () => {
  const now = new Date();
  const found = {
    accountId: user.accountId,
    requests: requests.length,
    cost: sumAt(haiku.rates),
    nextCost: sumAt(dearer),
  };
  expect(await previewPrice({ model: haiku, rates: dearer, now })).toEqual([found]);
  expect(await previewAnnounced(user.accountId, now, announced)).toMatchObject([{ ...found, model: { id: haiku.id } }]);
  expect(await previewAnnounced(idle.accountId, now, announced)).toEqual([]);
});

it('keeps charges that were limited by their hold', async () => {
  const capped = await givenUser();
  const [one, other] = requests;
  if (!one || !other) throw new Error('There are requests.');
  await given(capped.accountId, [one]);
  await given(capped.accountId, [other], { cost: 7n, absorbed: 5n, held: 7n });
  const [found] = await previewPrice({ model: haiku, rates: dearer, now: new Date(), accountId: capped.accountId });
  expect(found).toMatchObject({ cost: sumAt(haiku.rates, [one]) + 7n, nextCost: sumAt(dearer, [one]) + 7n });
  await db.$executeRaw`DELETE FROM usage_record WHERE account_id = ${capped.accountId}`;
});

it('refuses a rate of which sums would not be exact', async () => {
  const odd = rates({ inputUsd: '0.00012', outputUsd: '1' });
  await expect(previewPrice({ model: haiku, rates: odd, now: new Date() })).rejects.toMatchObject({
    code: 'invalid_value',
  });
});

/** As two workers would that both think a job is theirs. */
async function twice(jobId: string, run: (job: JobContext) => Promise<void>): Promise<void> {
  const finish: JobContext['finish'] = async (tx) => {
    if ((await tx.job.deleteMany({ where: { id: jobId } })).count === 0) throw new Error('Another worker has the job.');
  };
  await Promise.allSettled([1, 2].map(() => run({ id: jobId, finish })));
}

it('is mailed once to accounts that have used the model, with both sums', async () => {
  await db.job.create({ data: { id: 'announce', kind: 'price_change', payload: { priceId: id } } });
  await twice('announce', (job) => announcePrice({ priceId: id }, job, announced));
  const jobs = await db.job.findMany({ where: { kind: 'price_mail' } });
  expect(jobs.map(({ payload }) => payload)).toEqual([{ priceId: id, accountId: user.accountId }]);
  for (const { id: jobId } of jobs)
    await twice(jobId, (job) => mailPriceChange({ priceId: id, accountId: user.accountId }, job, announced));
  const [mail, ...others] = await mailTo(user.email);
  expect(others).toEqual([]);
  const usd = (amount: bigint) =>
    new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 9 }).format(`${amount}e-9` as never);
  for (const said of ['$1.20', '$6.00', usd(sumAt(haiku.rates)), usd(sumAt(dearer)), 'Jan 1, 2100', '/billing'])
    expect(mail?.text).toContain(said);
  expect(await mailTo(idle.email)).toEqual([]);
});

it('is not mailed when it was withdrawn meanwhile', async () => {
  await db.job.create({ data: { id: 'withdrawn', kind: 'price_change', payload: { priceId: id } } });
  await twice('withdrawn', (job) => announcePrice({ priceId: id }, job, []));
  expect(await db.job.count()).toBe(0);
});
