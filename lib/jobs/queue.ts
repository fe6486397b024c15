import 'server-only';
import { statement } from '#lib/db/statement.ts';
import type { JobKind } from './enqueue.ts';

/** A job that this worker runs while it renews the lease. */
export interface ClaimedJob {
  id: string;
  kind: JobKind;
  payload: unknown;
  /** From 1. */
  attempts: number;
  claim: string;
}

/** A worker that does not renew for so long counts as dead, and another worker may claim its job. */
export const LEASE_MS = 60_000;

/* Due jobs: new ones, ones to retry, and ones whose worker died. Workers skip rows that another is claiming. */
export const claimJobs = statement<ClaimedJob>(
  'jobs_claim',
  `UPDATE job SET claim = $3::uuid, attempts = attempts + 1, run_at = now() + $4 * interval '1 millisecond'
   WHERE id IN (
     SELECT id FROM job WHERE gave_up_at IS NULL AND run_at <= now() AND kind = ANY ($1::text[])
     ORDER BY run_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id, kind, payload, attempts, claim`,
);

export const renewLease = statement<{ id: string }>(
  'jobs_renew',
  `UPDATE job SET run_at = now() + $3 * interval '1 millisecond' WHERE id = $1 AND claim = $2::uuid RETURNING id`,
);

/** Changes nothing when the claim was lost meanwhile. */
export const removeJob = statement<{ id: string }>(
  'jobs_remove',
  'DELETE FROM job WHERE id = $1 AND claim = $2::uuid RETURNING id',
);

/** Reschedules the job in `$3` milliseconds; `$4` is the error of a failed attempt, else null. */
export const postponeJob = statement(
  'jobs_postpone',
  `UPDATE job SET claim = NULL, run_at = now() + $3 * interval '1 millisecond', error = $4,
     attempts = CASE WHEN $4::text IS NULL THEN 0 ELSE attempts END
   WHERE id = $1 AND claim = $2::uuid`,
);

export const giveUpJob = statement(
  'jobs_give_up',
  `UPDATE job SET claim = NULL, gave_up_at = now(), error = $3 WHERE id = $1 AND claim = $2::uuid`,
);
