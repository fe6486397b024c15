import '#lib/testing/own-data.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { closePool, pool } from '#lib/db/pool.ts';
import { transaction } from '#lib/db/transaction.ts';
import type { Letter } from '#lib/email/letters.ts';
import { queueMail, sendQueuedMail } from '#lib/email/queue.ts';
import { NOBODY } from '#lib/email/send.ts';
import { newEmail } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { startMailServer } from '#lib/testing/mail-server.ts';
import { enqueue } from './enqueue.ts';
import { getJobsState, purgeGivenUp } from './queries.ts';
import { claimJobs, removeJob, renewLease } from './queue.ts';
import { type Handlers, MOST_ATTEMPTS, runJob } from './run.ts';
import { startProcess } from './testing/start-process.ts';
import { startWorker } from './worker.ts';

const database = await createDatabase();
const mailServer = await startMailServer();
Object.assign(env, { DATABASE_URL: database.url, SMTP_URL: `smtp://127.0.0.1:${mailServer.port}` });
const CLAIM = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

beforeEach(async () => {
  await db.job.deleteMany();
  mailServer.deliveries.splice(0);
});
afterAll(async () => {
  await closePool();
  await mailServer.close();
  await database.drop();
});

const letterTo = (to: string): Letter => ({ name: 'accountDeleted', to, locale: 'en', values: {} });
const claim = (by = CLAIM, count = 10) => claimJobs(pool(), [['mail', 'purge', 'auto_top_up'], count, by, 60_000]);
const letTimePass = () => db.job.updateMany({ data: { runAt: new Date(0) } });
const addressees = () => mailServer.deliveries.flatMap(({ to }) => to);

async function runDue(handlers: Handlers): Promise<void> {
  for (const job of await claim()) await runJob(handlers, job);
}

describe('a queued mail', () => {
  it('is sent once by one of two processes, although the one that queued it was killed at once', async () => {
    const [first, second] = [newEmail(), newEmail()];
    const promising = [first, second].map((to) => startProcess({ work: 'promise', to }));
    expect(await Promise.all(promising.map(({ end }) => end))).toEqual(['SIGKILL', 'SIGKILL']);
    const workers = [startProcess({ work: 'work' }), startProcess({ work: 'work' })];
    await mailServer.arrived(2);
    await expect.poll(() => db.job.count()).toBe(0);
    for (const { stop } of workers) stop();
    expect(await Promise.all(workers.map(({ end }) => end))).toEqual([0, 0]);
    expect(addressees().sort()).toEqual([first, second].sort());
  });

  it('does not exist when its transaction did not commit', async () => {
    const { end } = startProcess({ work: 'break', to: newEmail() });
    expect(await end).toBe('SIGKILL');
    expect(await db.job.count()).toBe(0);
  });

  it('is sent by another process when the one that claimed it was killed', async () => {
    const email = newEmail();
    await queueMail(db, [letterTo(email)]);
    expect(await startProcess({ work: 'die' }).end).toBe('SIGKILL');
    expect(await claim()).toEqual([]); // it counts as running until its lease expires
    await letTimePass();
    await runDue({ mail: { run: sendQueuedMail } });
    expect(addressees()).toEqual([email]);
  });

  it('goes out as the same mail if it goes out twice', async () => {
    await queueMail(db, [letterTo(newEmail())]);
    for (const by of [CLAIM, OTHER]) {
      for (const { id, payload } of await claim(by)) await sendQueuedMail(payload as { sealed: string }, { id });
      await letTimePass();
    }
    const ids = mailServer.deliveries.map(({ source }) => /^Message-ID: (<.+>)/im.exec(source)?.[1]);
    expect(ids[0]).toMatch(/^<[0-9a-z]{26}@localhost>$/);
    expect(ids).toEqual([ids[0], ids[0]]);
  });

  it('is encrypted in the database, and is not queued for the placeholder address', async () => {
    const email = newEmail();
    const url = 'http://localhost:3000/en/magic#token=secret';
    await queueMail(db, [{ name: 'magicLink', to: email, locale: 'en', values: { url } }, letterTo(NOBODY)]);
    const rows = JSON.stringify(await db.job.findMany());
    expect(rows).not.toContain(email);
    expect(rows).not.toContain('secret');
    await runDue({ mail: { run: sendQueuedMail } });
    expect(addressees()).toEqual([email]);
    expect(await db.job.count()).toBe(0);
  });
});

describe('a job', () => {
  it('is claimed by one worker at a time', async () => {
    await enqueue(
      db,
      Array.from({ length: 40 }, () => ({ kind: 'purge', payload: {} }) as const),
    );
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(CLAIM, 5)));
    expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(40);
    expect(claims.flat()).toHaveLength(40);
  });

  it('is tried again later when it fails, and kept for the operator in the end', async () => {
    await enqueue(db, [{ kind: 'purge', payload: {} }]);
    const failing: Handlers = { purge: { run: () => Promise.reject(new TypeError('not today')) } };
    await runDue(failing);
    expect(await claim()).toEqual([]);
    expect(await db.job.findFirst()).toMatchObject({ attempts: 1, error: 'TypeError: not today', gaveUpAt: null });
    await db.job.updateMany({ data: { attempts: MOST_ATTEMPTS - 1 } });
    await letTimePass();
    await runDue(failing);
    await letTimePass();
    expect(await claim()).toEqual([]);
    expect(await getJobsState()).toEqual({
      late: 0,
      givenUp: [{ kind: 'purge', count: 1, error: 'TypeError: not today' }],
    });
    await purgeGivenUp(new Date(Date.now() + 15 * 86_400_000));
    expect(await db.job.count()).toBe(0);
  });

  it('that another worker has taken over cannot be finished by the first', async () => {
    await enqueue(db, [{ kind: 'purge', payload: {} }]);
    const [late] = await claim(CLAIM);
    await letTimePass();
    const [taken] = await claim(OTHER);
    if (!late || !taken) throw new Error('The job was not claimed.');
    expect(await renewLease(pool(), [late.id, late.claim, 60_000])).toEqual([]);
    expect(await removeJob(pool(), [late.id, late.claim])).toEqual([]);
    let written = false;
    const write: Handlers = {
      purge: {
        run: (_, { finish }) =>
          transaction(async (tx) => {
            await finish(tx);
            written = true;
          }),
      },
    };
    await runJob(write, late);
    expect(written).toBe(false);
    await runJob(write, taken);
    expect(written).toBe(true);
    expect(await db.job.count()).toBe(0);
  });

  it('waits only for a job with the same subject', async () => {
    const job = { kind: 'auto_top_up', subject: 'auto_top_up:acct_1', payload: { accountId: 'acct_1' } } as const;
    await enqueue(db, [job]);
    await enqueue(db, [job, { ...job, subject: 'auto_top_up:acct_2' }]);
    expect(await db.job.count()).toBe(2);
  });
});

describe('a worker', () => {
  it('runs recurring work once for all workers, and jobs as soon as they are committed', async () => {
    let rounds = 0;
    const done: string[] = [];
    const handlers: Handlers = {
      purge: {
        run: async () => {
          rounds += 1;
        },
        everyMs: 3_600_000,
      },
      auto_top_up: { run: async ({ accountId }) => void done.push(accountId) },
    };
    // Polling would take ten minutes, so a job that runs sooner was announced.
    const workers = [startWorker(handlers, { pollMs: 600_000 }), startWorker(handlers, { pollMs: 600_000 })];
    await expect.poll(() => rounds).toBe(1);
    await expect.poll(() => listeners()).toBe(2);
    await transaction(async (tx) => {
      await enqueue(tx, [{ kind: 'auto_top_up', payload: { accountId: 'acct_1' } }]);
      await pause(20);
      expect(done).toEqual([]);
    });
    await expect.poll(() => done).toEqual(['acct_1']);
    await Promise.all(workers.map((stop) => stop()));
    expect(rounds).toBe(1);
    expect(await db.job.findMany()).toMatchObject([{ subject: 'every:purge', attempts: 0, error: null }]);
    expect((await db.job.findFirstOrThrow()).runAt.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  });
});

async function listeners(): Promise<number> {
  const { rows } = await pool().query(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE application_name = 'tokenhub jobs' AND datname = current_database() AND query = 'LISTEN job_added'`,
  );
  return rows[0].count;
}
