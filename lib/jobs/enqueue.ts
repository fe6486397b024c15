import 'server-only';
import type { CapAlert } from '#lib/alerts/cap-alert.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { newId } from '#lib/id.ts';
import type { StripeNotice } from '#lib/stripe/notices.ts';

export interface JobPayloads {
  /** An encrypted letter: it may hold a sign-in link. */
  mail: { sealed: string };
  stripe_notice: StripeNotice;
  auto_top_up: { accountId: string };
  low_balance: { accountId: string };
  cap_alert: CapAlert;
  cap_reached: { budgetId: string; used: string };
  price_change: { priceId: string };
  price_mail: { priceId: string; accountId: string };
  webhook_delivery: { deliveryId: string };
  key_reminders: Record<never, never>;
  spend_alerts: Record<never, never>;
  stripe_minute: Record<never, never>;
  stripe_hour: Record<never, never>;
  usage_parts: Record<never, never>;
  usage_repair: Record<never, never>;
  content_purge: Record<never, never>;
  purge: Record<never, never>;
}

export type JobKind = keyof JobPayloads;

/** Background work, outside a request. */
export type NewJob<Kind extends JobKind = JobKind> = {
  [K in Kind]: {
    kind: K;
    payload: JobPayloads[K];
    id?: string;
    /** At most one open job exists per subject: adding another does nothing. */
    subject?: string;
    runAt?: Date;
  };
}[Kind];

/** Adds jobs in the transaction: they run after it commits, and never if it rolls back. */
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

/** The same for a transaction of raw SQL. */
export async function enqueueIn(database: Database, jobs: readonly Omit<NewJob, 'runAt'>[]): Promise<void> {
  if (jobs.length > 0) await addJobs(database, [JSON.stringify(jobs.map((job) => ({ id: newId('job'), ...job })))]);
}
