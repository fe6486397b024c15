import '#lib/testing/own-data.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { noteReached } from '#lib/billing/budgets/reached.ts';
import { creditAccount } from '#lib/billing/credit.ts';
import { addTestPrice, booksAt, letTimePass } from '#lib/billing/ledger/testing/books.ts';
import { Requests } from '#lib/billing/ledger/testing/requests.ts';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { changeCap } from '#lib/caps/change.ts';
import { createCap } from '#lib/caps/create.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import type { JobContext } from '#lib/jobs/run.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { CALLER, givenUser, mailTo } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { addKey } from '#lib/testing/factories.ts';
import { createEndpoint } from '#lib/webhooks/endpoints.ts';
import type { WebhookEventType } from '#lib/webhooks/events.ts';
import { sendCapAlert, sendCapReached } from './cap-alert.ts';
import { sendLowBalance } from './low-balance.ts';
import { getLowBalanceAlert, setLowBalanceAlert } from './low-balance-alert.ts';

const database = await createDatabase();
env.DATABASE_URL = database.url;
const { closePool } = await import('#lib/db/pool.ts');
const books = booksAt(database.url);
await addTestPrice(books.pool);
const ledgers = [books.ledger(), books.ledger({ ownPool: true })] as const;
afterAll(async () => {
  await books.close();
  await closePool();
  await database.drop();
});

const cents = (amount: number): NanoUsd => nanoUsd(BigInt(amount) * 10_000_000n);

type Person = Awaited<ReturnType<typeof givenUser>>;
let owner: Person;
let accountId: string;
let requests: Requests;
beforeEach(async () => {
  owner = await givenUser({ hasPasskey: true });
  accountId = await createOrganisation(owner, 'Acme', CALLER);
  requests = new Requests(accountId, (await addKey(accountId, { name: 'CI' })).keyId, ['team=search']);
});

async function credit(amount: NanoUsd): Promise<void> {
  const cause = `grant:${crypto.randomUUID()}`;
  await creditAccount({ accountId, amount, kind: 'grant', cause, reason: null, actorId: null });
}

/** Many concurrent requests, through two processes. */
async function spend(amount: NanoUsd, times = 1): Promise<void> {
  const spendOne = async (index: number) => {
    const ledger = ledgers[index % 2] ?? ledgers[0];
    const hold = requests.hold(amount);
    expect(await ledger.placeHold(hold)).toEqual({ placed: true });
    await ledger.settle(requests.settlement(hold.requestId, amount));
  };
  await Promise.all(Array.from({ length: times }, (_, index) => spendOne(index)));
}

const HANDLERS = { low_balance: sendLowBalance, cap_alert: sendCapAlert, cap_reached: sendCapReached };

/** Runs the jobs of a kind as two workers would that both hold a claim on each job. */
async function runJobs(kind: keyof typeof HANDLERS): Promise<void> {
  const jobs = await db.job.findMany({ where: { kind } });
  for (const { id, payload } of jobs) {
    const job: JobContext = {
      id,
      finish: async (tx) => {
        if ((await tx.job.deleteMany({ where: { id } })).count === 0)
          throw new Error('Another worker has taken the job.');
      },
    };
    await Promise.allSettled([1, 2].map(() => HANDLERS[kind](payload as never, job)));
  }
}

const subjects = async () => (await mailTo(owner.email)).map(({ subject }) => subject);

const listenTo = (...types: WebhookEventType[]) =>
  createEndpoint(owner, { accountId, url: 'https://hooks.example/', events: types as never }, CALLER);
const events = async (): Promise<{ type: string; data: Record<string, unknown> }[]> => {
  const sent = { where: { endpoint: { accountId } }, orderBy: { createdAt: 'asc' } } as const;
  return (await db.webhookDelivery.findMany(sent)).map(({ body }) => JSON.parse(body));
};

describe('a balance that falls below a dollar', () => {
  it('is reported once, and again after it was above', async () => {
    await credit(cents(300));
    await spend(cents(10), 19);
    await runJobs('low_balance');
    expect(await subjects()).toEqual([]);
    await spend(cents(1), 20);
    await runJobs('low_balance');
    await spend(cents(1), 5);
    await runJobs('low_balance');
    expect(await subjects()).toEqual(['Acme: less than $1.00 left']);
    await credit(cents(100));
    await spend(cents(1), 90);
    await runJobs('low_balance');
    expect(await subjects()).toHaveLength(2);
  });

  it('is reported below the amount that the account chose, and never once that is off, to endpoints too', async () => {
    await listenTo('balance.low');
    const set = (before: NanoUsd | null, after: NanoUsd | null) =>
      setLowBalanceAlert(owner, { accountId, before: { amount: before }, after: { amount: after } }, CALLER);
    expect(await getLowBalanceAlert(accountId)).toBe(cents(100));
    await set(cents(100), cents(500));
    await expect(set(cents(100), cents(700))).rejects.toMatchObject({
      code: 'conflict',
      current: { amount: cents(500) },
    });
    await credit(cents(600));
    await spend(cents(50), 3);
    await runJobs('low_balance');
    expect(await subjects()).toEqual(['Acme: less than $5.00 left']);
    expect(await events()).toMatchObject([{ data: { balance: { usd: '4.5' }, threshold: { usd: '5' } } }]);
    await credit(cents(200));
    await set(cents(500), null);
    await spend(cents(100), 6);
    await runJobs('low_balance');
    expect(await subjects()).toHaveLength(1);
    const audited = await db.auditEvent.findMany({ where: { accountId, action: { startsWith: 'low_balance' } } });
    expect(audited.map(({ action, target }) => [action, target])).toEqual([
      ['low_balance_alert.set', '5 USD'],
      ['low_balance_alert.removed', null],
    ]);
  });

  it('is not reported when credit arrived before the mail', async () => {
    await credit(cents(150));
    await spend(cents(60));
    await credit(cents(500));
    await runJobs('low_balance');
    expect(await subjects()).toEqual([]);
  });
});

describe('a cap with an alert', () => {
  const cap = (alertPercent: number | null, alertAmount: NanoUsd | null = null) => {
    const place = { subject: 'tag', subjectId: 'team=search', window: 'day', zone: 'UTC' } as const;
    return createCap(owner, { accountId, ...place, cap: cents(100), alertPercent, alertAmount }, CALLER);
  };
  const alerts = async () => (await subjects()).filter((subject) => subject.includes('cap'));

  it('is reported once in a window, by the settlement that reaches the share', async () => {
    await credit(cents(10_000));
    await cap(80);
    await spend(cents(1), 79);
    await runJobs('cap_alert');
    expect(await alerts()).toEqual([]);
    await spend(cents(1), 3);
    await runJobs('cap_alert');
    await spend(cents(1), 3);
    await runJobs('cap_alert');
    expect(await alerts()).toEqual(['Acme: 80% of a cap is spent']);
    await letTimePass(books.pool, { accountId }, '1 day');
    await spend(cents(20), 4);
    await runJobs('cap_alert');
    expect(await alerts()).toHaveLength(2);
  });

  it('is told of by the amount as by the share, each once, to endpoints too, with what was spent', async () => {
    await listenTo('cap.threshold_reached');
    await credit(cents(10_000));
    const id = await cap(80, cents(40));
    await spend(cents(1), 39);
    await runJobs('cap_alert');
    expect(await events()).toEqual([]);
    await spend(cents(1), 3);
    await spend(cents(40));
    await runJobs('cap_alert');
    expect((await alerts()).sort()).toEqual(['Acme: $0.40 of a cap is spent', 'Acme: 80% of a cap is spent']);
    const told = await events();
    expect(told.map(({ data }) => data.threshold)).toEqual([
      { percent: null, amount: { usd: '0.4', nano_usd: '400000000' } },
      { percent: 80, amount: { usd: '0.8', nano_usd: '800000000' } },
    ]);
    expect(told[1]).toMatchObject({
      data: {
        cap: { id, subject: 'tag', subject_id: 'team=search', name: 'team=search', window: 'day', limit: { usd: '1' } },
        spent: { usd: '0.82', nano_usd: '820000000' },
      },
    });
  });

  it('is told of once in a window when it refuses, by one of many processes, and again once it was raised', async () => {
    await listenTo('cap.reached');
    await credit(cents(10_000));
    const id = await cap(null);
    const refuse = async () => {
      const refusals = await Promise.all(ledgers.map((ledger) => ledger.placeHold(requests.hold(cents(101)))));
      const caps = refusals.flatMap((refusal) => ('caps' in refusal ? refusal.caps : []));
      expect(caps).toHaveLength(2);
      await Promise.all(caps.map((reached) => noteReached(reached, books.pool)));
      await runJobs('cap_reached');
    };
    await spend(cents(7));
    await refuse();
    await refuse();
    expect(await events()).toMatchObject([{ data: { cap: { id }, used: { usd: '0.07' } } }]);
    await changeCap(owner, { accountId, id, edit: { after: { cap: cents(50) } } }, CALLER);
    await refuse();
    expect(await events()).toHaveLength(2);
    await letTimePass(books.pool, { accountId }, '1 day');
    await refuse();
    expect(await events()).toHaveLength(3);
    expect(await subjects()).toEqual([]);
  });

  it('is silent without one, and once it was taken away', async () => {
    await credit(cents(10_000));
    const id = await cap(50);
    await changeCap(
      owner,
      { accountId, id, edit: { before: { alertPercent: 50 }, after: { alertPercent: null } } },
      CALLER,
    );
    await spend(cents(10), 10);
    await runJobs('cap_alert');
    expect(await alerts()).toEqual([]);
  });
});
