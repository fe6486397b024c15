import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { type OpenHold, toOrphanUsage } from './orphan.ts';
import { releaseAll } from './release.ts';

const BATCH = 1_000;

/*
 * A living process answers for its own holds: it alone releases those that outlived their time, since only it knows what
 * waits in its outbox. The holds of the dead are everybody's. A process not heard of yet has as long as a silent one.
 */
const findOrphans = statement<OpenHold>(
  'ledger_orphans',
  `SELECT h.request_id, h.account_id, h.key_id, h.price_id, h.created_at
   FROM hold h LEFT JOIN gateway_process p ON p.id = h.process_id
   WHERE h.request_id <> ALL ($1::text[]) AND (
     h.process_id = ANY ($2::text[])
     OR (h.process_id = $3 AND h.expires_at < now())
     OR (h.process_id <> $3 AND coalesce(p.heartbeat_at, h.created_at) < now() - $4 * interval '1 millisecond'))
   ORDER BY h.created_at LIMIT ${BATCH}`,
);

export interface Sweep {
  processId: string;
  /** Processes this machine knows to have ended. */
  deadProcessIds: readonly string[];
  /** A process silent for this long is dead. */
  deadAfterMs: number;
  /** Requests whose settlement waits in an outbox: their holds must stay. */
  keep: readonly string[];
}

/**
 * Releases holds that nobody will resolve, and records their requests as failed. Two sweepers do no harm: each hold is
 * given back by whoever deletes it, under its account's lock.
 * @returns how many holds were given back
 */
export async function sweepHolds(database: Database, sweep: Sweep): Promise<number> {
  const values = [sweep.keep, sweep.deadProcessIds, sweep.processId, sweep.deadAfterMs];
  for (let total = 0; ; ) {
    const orphans = await findOrphans(database, values);
    let released = 0;
    for (const [accountId, holds] of Map.groupBy(orphans, (hold) => hold.account_id))
      released += await releaseOrphans(database, accountId, holds);
    total += released;
    if (released === 0 || orphans.length < BATCH) return total;
  }
}

async function releaseOrphans(database: Database, accountId: string, holds: readonly OpenHold[]): Promise<number> {
  const now = new Date();
  const releases = holds.map((hold) => ({
    requestId: hold.request_id,
    accountId,
    keyId: hold.key_id,
    usage: toOrphanUsage(hold, now),
  }));
  const gone = await releaseAll(database, accountId, releases);
  return gone.filter(Boolean).length;
}
