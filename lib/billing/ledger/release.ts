import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { encodeUsageRows, toUsageRow, usageColumns } from '#lib/usage/record.ts';
import type { Release } from './settlement.ts';
import { retryConflicts } from './transient.ts';

/* Deleting the hold is the claim, as in settling. A usage row is written only with the claim, and only if one was given. */
const releaseBatch = statement<{ request_id: string }>(
  'ledger_release',
  `WITH payer AS (
     SELECT account_id, available, held FROM account_balance WHERE account_id = $1 FOR UPDATE
   ), usage AS (
     SELECT * FROM json_populate_recordset(NULL::usage_record, $2::json) WHERE account_id = $1
   ), gone AS (
     DELETE FROM hold h USING usage u, payer WHERE h.request_id = u.request_id AND h.account_id = payer.account_id
     RETURNING h.amount, u.*
   ), balance AS (
     UPDATE account_balance b SET available = payer.available + t.held, held = payer.held - t.held
     FROM payer CROSS JOIN (SELECT sum(amount) AS held FROM gone) t WHERE b.account_id = $1 AND t.held > 0
   ), budgets AS (
     UPDATE key_budget k SET held = k.held - t.held
     FROM (
       SELECT budget_id, sum(amount) AS held FROM gone JOIN api_key ON api_key.id = key_id GROUP BY budget_id
     ) t
     WHERE k.key_id = t.budget_id
   ), recorded AS (
     INSERT INTO usage_record (${usageColumns()}, held)
     SELECT ${usageColumns()}, amount FROM gone WHERE outcome IS NOT NULL
   )
   SELECT request_id FROM gone`,
);

/** Gives holds of one account back, nothing charged. Tells for each whether it was still there to be given back. */
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
