import 'server-only';
import { pool } from '#lib/db/pool.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { log } from '#lib/log.ts';
import { repeat } from '#lib/repeat.ts';
import type { JobKind, JobPayloads } from './enqueue.ts';
import { type ClaimedJob, giveUpJob, LEASE_MS, postponeJob, removeJob, renewLease } from './queue.ts';

export interface JobContext {
  id: string;
  /**
   * Removes the job in the handler's own transaction, so that the handler's writes happen exactly once.
   * @throws when another worker has claimed the job meanwhile
   */
  finish(tx: Transaction): Promise<void>;
}

interface Handler<Payload> {
  /** All work except `finish` may be repeated after a crash. @throws to be retried later */
  run(payload: Payload, job: JobContext): Promise<unknown>;
  /** The interval of a recurring job. It exists from the start, once for all processes, and never fails for good. */
  everyMs?: number;
}

export type Handlers = { readonly [Kind in JobKind]?: Handler<JobPayloads[Kind]> };

/** Runs a claimed job: it is then done, rescheduled or failed for good. Never throws because of the job. */
export async function runJob(handlers: Handlers, job: ClaimedJob): Promise<void> {
  const handler = handlers[job.kind] as Handler<unknown> | undefined;
  const stopRenewing = repeat(LEASE_MS / 3, () => renewLease(pool(), [job.id, job.claim, LEASE_MS]).catch(() => {}));
  try {
    if (!handler) throw new Error(`This version knows no jobs of the kind ${job.kind}.`);
    await handler.run(job.payload, { id: job.id, finish: (tx) => finish(tx, job) });
    if (handler.everyMs === undefined) await removeJob(pool(), [job.id, job.claim]);
    else await postponeJob(pool(), [job.id, job.claim, handler.everyMs, null]);
  } catch (err) {
    await fail(job, err, handler?.everyMs);
  } finally {
    await stopRenewing();
  }
}

async function finish(tx: Transaction, { id, claim }: ClaimedJob): Promise<void> {
  const { count } = await tx.job.deleteMany({ where: { id, claim } });
  if (count === 0) throw new Error('Another worker has taken the job.');
}

const LONGEST_ERROR = 500;

async function fail({ id, kind, claim, attempts }: ClaimedJob, err: unknown, everyMs?: number): Promise<void> {
  const error = (err instanceof Error ? `${err.name}: ${err.message}` : String(err)).slice(0, LONGEST_ERROR);
  const waitMs = everyMs === undefined ? backOffMs(attempts) : Math.min(everyMs, backOffMs(attempts) ?? everyMs);
  log.error({ event: waitMs === null ? 'job_given_up' : 'job_failed', kind, job: id, attempts, err });
  await (waitMs === null ? giveUpJob(pool(), [id, claim, error]) : postponeJob(pool(), [id, claim, waitMs, error]));
}

const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;

/** With the longest waits in between, this is more than a day of failures. */
export const MOST_ATTEMPTS = 36;

/**
 * The wait after a failed attempt, counted from 1: twice as long each time, up to an hour.
 * @returns null when no attempt is left
 */
export const backOffMs = (attempts: number): number | null =>
  attempts >= MOST_ATTEMPTS ? null : Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);
