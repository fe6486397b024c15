import 'server-only';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { newId } from '#lib/id.ts';
import type { NewJob } from './job.ts';

/** Promises work with the transaction at hand: it is done once that has committed, and never if it does not. */
export async function enqueue(tx: Transaction, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const data = jobs.map(({ id = newId('job'), payload, ...job }) => ({
    ...job,
    id,
    payload: payload as unknown as Prisma.InputJsonObject,
  }));
  await tx.job.createMany({ data, skipDuplicates: true });
}

const addJobs = statement(
  'jobs_add',
  `INSERT INTO job (id, kind, subject, payload)
   SELECT id, kind, subject, payload FROM json_to_recordset($1::json) AS x (id text, kind text, subject text, payload jsonb)
   ON CONFLICT DO NOTHING`,
);

/** The same for a transaction of our own statements. */
export async function enqueueIn(database: Database, jobs: readonly Omit<NewJob, 'runAt'>[]): Promise<void> {
  if (jobs.length > 0) await addJobs(database, [JSON.stringify(jobs.map((job) => ({ id: newId('job'), ...job })))]);
}
