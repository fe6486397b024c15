import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

/** How a key's requests of the last 24 hours fared. */
export interface Rejections {
  requests: number;
  /** Refused for something the caller can mend: a wrong parameter, a limit, no credit. */
  rejected: number;
}

const DAY_MS = 86_400_000;
const CLIENT_GONE = 499;

const countRejections = statement<{ key_id: string; requests: bigint; rejected: bigint }>(
  'usage_rejections',
  `SELECT key_id, count(*) AS requests, count(*) FILTER (
     WHERE outcome = 'failed' AND status_code BETWEEN 400 AND ${CLIENT_GONE - 1}) AS rejected
   FROM usage_record WHERE account_id = $1 AND created_at > $2 GROUP BY key_id`,
);

/** By key id. A key without requests is not in it. */
export async function rejectionsByKey(
  accountId: string,
  now: Date,
  database: Database = pool(),
): Promise<Map<string, Rejections>> {
  const rows = await countRejections(database, [accountId, new Date(now.getTime() - DAY_MS)]);
  return new Map(
    rows.map(({ key_id, requests, rejected }) => [key_id, { requests: Number(requests), rejected: Number(rejected) }]),
  );
}
