import 'server-only';
import { db } from '#lib/db/client.ts';

const DAY_MS = 86_400_000;
const KEPT_MS = 14 * DAY_MS;
const LATE_MS = 10 * 60_000;

export interface JobsState {
  /** Jobs that failed for good, by kind. */
  givenUp: { kind: string; count: number; error: string | null }[];
  /** Jobs due for minutes: no worker runs, or too few. */
  late: number;
}

export async function getJobsState(now = new Date()): Promise<JobsState> {
  const [groups, late] = await Promise.all([
    db.job.groupBy({
      by: ['kind'],
      where: { gaveUpAt: { not: null } },
      orderBy: { kind: 'asc' },
      _count: true,
      _max: { error: true },
    }),
    db.job.count({ where: { gaveUpAt: null, runAt: { lt: new Date(now.getTime() - LATE_MS) } } }),
  ]);
  return { late, givenUp: groups.map(({ kind, _count, _max }) => ({ kind, count: _count, error: _max.error })) };
}

/** Deletes jobs that failed for good two weeks ago. */
export async function purgeGivenUp(now = new Date()): Promise<void> {
  await db.job.deleteMany({ where: { gaveUpAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
}
