import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { type OpenHold, toOrphanUsage } from './orphan.ts';
import { releaseAll } from './release.ts';

const BATCH = 1_000;

/*
 * A running process is responsible for its own holds: it alone releases expired ones, since only it knows the contents
 * of its outbox. The holds of deregistered processes may be released by any process.
 */
const findOrphans = statement<OpenHold>(
  'ledger_orphans',
  `SELECT h.request_id, h.account_id, h.key_id, h.price_id, h.tags, h.session_id, h.created_at
   FROM hold h LEFT JOIN gateway_process p ON p.id = h.process_id
   WHERE h.request_id <> ALL ($1::text[])
     AND CASE WHEN h.process_id = $2 THEN h.expires_at < now() ELSE p.id IS NULL END
   ORDER BY h.created_at LIMIT ${BATCH}`,
);

export interface Sweep {
  processId: string;
  /** Requests with a settlement in an outbox: their holds must stay. */
  keep: readonly string[];
}

/**
 * Releases orphaned holds, and records their requests as failed. Concurrent sweepers are safe: the sweeper that deletes
 * a hold returns its amount, under the account's lock.
 * @returns the number of released holds
 */
export async function sweepHolds(database: Database, { processId, keep }: Sweep): Promise<number> {
  for (let total = 0; ; ) {
    const orphans = await findOrphans(database, [keep, processId]);
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
