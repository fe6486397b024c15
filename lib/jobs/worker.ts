import 'server-only';
import { randomUUID } from 'node:crypto';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { log } from '#lib/log.ts';
import { listenForJobs } from './announcements.ts';
import { enqueue, type JobKind, type NewJob } from './enqueue.ts';
import { claimJobs, LEASE_MS } from './queue.ts';
import { type Handlers, runJob } from './run.ts';

export interface WorkerOptions {
  /** The interval of polling for due jobs. The database announces new ones. */
  pollMs?: number;
  slots?: number;
}

/**
 * Runs jobs until stopped, alongside any number of other workers. While the database is unavailable it keeps polling.
 * @returns stop: claims no more jobs and waits for running ones
 */
export function startWorker(handlers: Handlers, { pollMs = 1_000, slots = 4 }: WorkerOptions = {}) {
  const running = new Set<Promise<void>>();
  const kinds = Object.keys(handlers) as JobKind[];
  let isStopped = false;
  let hasSchedule = false;
  let looking: Promise<void> | undefined;
  let isAskedAgain = false;

  async function takeDue(): Promise<void> {
    if (!hasSchedule) await scheduleRecurring(handlers);
    hasSchedule = true;
    for (let free = slots - running.size; free > 0 && !isStopped; free = slots - running.size) {
      const jobs = await claimJobs(pool(), [kinds, free, randomUUID(), LEASE_MS]);
      for (const job of jobs) start(runJob(handlers, job));
      if (jobs.length < free) return;
    }
  }

  function start(work: Promise<void>): void {
    const done = work
      .catch((err: unknown) => log.error({ event: 'job_unrecorded', err })) // its lease expires, and it runs again
      .then(() => {
        running.delete(done);
        look();
      });
    running.add(done);
  }

  /** One poll at a time; a call during one triggers another afterwards. */
  function look(): void {
    if (isStopped) return;
    isAskedAgain = looking !== undefined;
    looking ??= takeDue()
      .catch((err: unknown) => log.warn({ event: 'jobs_unavailable', err }))
      .then(() => {
        looking = undefined;
        if (isAskedAgain) look();
      });
  }

  const stopListening = listenForJobs(look);
  const timer = setInterval(look, pollMs).unref();
  look();
  return async (): Promise<void> => {
    isStopped = true;
    clearInterval(timer);
    await looking;
    await Promise.all([...running, stopListening()]);
  };
}

/** Recurring work is a single job for all processes, which returns to the queue instead of being removed. */
async function scheduleRecurring(handlers: Handlers): Promise<void> {
  const kinds = Object.entries(handlers).flatMap(([kind, { everyMs }]) => (everyMs === undefined ? [] : [kind]));
  await enqueue(
    db,
    kinds.map((kind) => ({ kind, subject: `every:${kind}`, payload: {} }) as NewJob),
  );
}
