import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { encodeUsageRows, toUsageRow, usageColumns, usageRows } from '#lib/usage/record.ts';
import { givingBack } from './booking.ts';
import type { Release } from './settlement.ts';
import { retryConflicts } from './transient.ts';
import { DRAWS, isCurrent } from './windows.ts';

/* Deleting the hold is the claim, as in settling. A usage row is inserted only with the claim, and only if given. */
const releaseBatch = statement<{ request_id: string }>(
  'ledger_release',
  `WITH locked AS (
     SELECT account_id, available, held, debt, budget_revision FROM account_balance WHERE account_id = $1 FOR UPDATE
   ), payer AS (
     SELECT * FROM locked WHERE ${isCurrent('budget_revision')}
   ), usage AS (
     SELECT * FROM ${usageRows('$2')} WHERE account_id = $1
   ), gone AS (
     DELETE FROM hold h USING usage u, payer WHERE h.request_id = u.request_id AND h.account_id = payer.account_id
     RETURNING h.amount, h.tags AS hold_tags, h.session_id AS hold_session_id, u.*
   ), balance AS (
     UPDATE account_balance b SET ${givingBack('t.held')}, held = payer.held - t.held
     FROM payer CROSS JOIN (SELECT sum(amount) AS held FROM gone) t WHERE b.account_id = $1 AND t.held > 0
   ), budgets AS (
     UPDATE budget b SET held = b.held - d.held
     FROM (
       SELECT b.id, sum(t.amount) AS held
       FROM (
         SELECT key_id, hold_tags AS tags, hold_session_id AS session_id, sum(amount) AS amount FROM gone GROUP BY 1, 2, 3
       ) t ${DRAWS}
       GROUP BY b.id
     ) d
     WHERE b.id = d.id
   ), recorded AS (
     INSERT INTO usage_record (${usageColumns()}, held)
     SELECT ${usageColumns()}, amount FROM gone WHERE outcome IS NOT NULL
   )
   SELECT request_id FROM gone`,
);

/** Releases holds of one account without a charge. Returns for each whether it still existed. */
export async function releaseAll(
  database: Database,
  accountId: string,
  releases: readonly Release[],
): Promise<boolean[]> {
  const unique = new Map(releases.map((release) => [release.requestId, release]));
  const usage = encodeUsageRows([...unique.values()].map(toRow));
  const rows = await retryConflicts(() => releaseBatch(database, [accountId, usage]));
  const gone = new Set(rows.map((row) => row.request_id));
  return releases.map(({ requestId }) => gone.has(requestId));
}

const toRow = ({ requestId, accountId, keyId, usage }: Release): Record<string, unknown> =>
  usage
    ? toUsageRow({ ...usage, requestId, accountId, keyId })
    : { request_id: requestId, account_id: accountId, key_id: keyId };
