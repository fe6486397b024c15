import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

/** The worst-case cost reserved for a running request. */
export interface OpenHold {
  requestId: string;
  keyId: string;
  amount: NanoUsd;
  createdAt: Date;
}

const listOpen = statement<{ request_id: string; key_id: string; amount: bigint; created_at: Date; total: bigint }>(
  'statement_holds',
  `SELECT request_id, key_id, amount, created_at, count(*) OVER () AS total FROM hold
   WHERE account_id = $1 ORDER BY created_at, request_id LIMIT 50`,
);

/** The oldest open holds of an account, and the number of all. */
export async function listHolds(
  accountId: string,
  database: Database = pool(),
): Promise<{ holds: OpenHold[]; count: number }> {
  const rows = await listOpen(database, [accountId]);
  const holds = rows.map(({ request_id: requestId, key_id: keyId, amount, created_at: createdAt }) => ({
    ...{ requestId, keyId, createdAt },
    amount: nanoUsd(amount),
  }));
  return { holds, count: Number(rows[0]?.total ?? 0n) };
}
