import '#lib/testing/own-data.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
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
import { tellCapAlert } from './cap-alert.ts';
import { tellLowBalance } from './low-balance.ts';

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

/** Runs the jobs of a kind as two workers would that both hold a claim on each job. */
async function runJobs(kind: 'low_balance' | 'cap_alert'): Promise<void> {
  const jobs = await db.job.findMany({ where: { kind } });
  const handle = kind === 'low_balance' ? tellLowBalance : tellCapAlert;
  for (const { id, payload } of jobs) {
    const job: JobContext = {
      id,
      finish: async (tx) => {
        if ((await tx.job.deleteMany({ where: { id } })).count === 0)
          throw new Error('Another worker has taken the job.');
      },
    };
    await Promise.allSettled([1, 2].map(() => handle(payload as never, job)));
  }
}

const subjects = async () => (await mailTo(owner.email)).map(({ subject }) => subject);

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

  it('is not reported when credit arrived before the mail', async () => {
    await credit(cents(150));
    await spend(cents(60));
    await credit(cents(500));
    await runJobs('low_balance');
    expect(await subjects()).toEqual([]);
  });
});

describe('a cap with an alert', () => {
  const cap = (percent: number | null) => {
    const place = { subject: 'tag', subjectId: 'team=search', window: 'day', zone: 'UTC' } as const;
    return createCap(owner, { accountId, ...place, cap: cents(100), alertPercent: percent }, CALLER);
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
