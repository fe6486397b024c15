import '#lib/testing/own-data.ts';
import { afterAll, expect, it } from 'vitest';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { closePool, pool } from '#lib/db/pool.ts';
import { newId } from '#lib/id.ts';
import { claimJobs } from '#lib/jobs/queue.ts';
import { runJob } from '#lib/jobs/run.ts';
import { givenUser } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { JOBS } from './jobs.ts';

const database = await createDatabase();
env.DATABASE_URL = database.url;
afterAll(async () => {
  await closePool();
  await database.drop();
});

it('all regular jobs run on a real database, and delete expired data', async () => {
  const { id: userId, sessionVersion } = await givenUser();
  const token = (days: number) => ({
    hash: new Uint8Array([days + 100]),
    purpose: 'magic_link' as const,
    userId,
    sessionVersion,
    expiresAt: new Date(Date.now() + days * 86_400_000),
  });
  await db.userToken.createMany({ data: [token(-2), token(0), token(1)] });
  const kinds = Object.entries(JOBS).flatMap(([kind, handler]) => ('everyMs' in handler ? [kind] : []));
  await db.job.createMany({ data: kinds.map((kind) => ({ id: newId('job'), kind, subject: `every:${kind}` })) });
  const claimed = await claimJobs(pool(), [kinds, 100, '00000000-0000-4000-8000-000000000001', 60_000]);
  for (const job of claimed) await runJob(JOBS, job);
  const rows = await db.job.findMany({ orderBy: { kind: 'asc' } });
  expect(rows.map(({ kind, error, claim }) => ({ kind, error, claim }))).toEqual(
    kinds.sort().map((kind) => ({ kind, error: null, claim: null })),
  );
  expect(await db.userToken.count()).toBe(2);
});
