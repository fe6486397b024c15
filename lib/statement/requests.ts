import 'server-only';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import type { UsageRecord } from '#lib/db/generated/client.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { ExportRow } from '#lib/usage/export/columns.ts';
import { boundsOf } from './filter.ts';

/* A charged request counts at the time of its charge, any other at its arrival. */
const listIds = statement<{ request_id: string; settled_at: Date; key_name: string | null }>(
  'statement_requests',
  `SELECT u.request_id, coalesce(t.created_at, u.created_at) AS settled_at, k.name AS key_name
   FROM usage_record u LEFT JOIN ledger_transaction t ON t.cause = 'request:' || u.request_id
   LEFT JOIN api_key k ON k.id = u.key_id
   WHERE u.account_id = $1 AND u.request_id > $4
     AND coalesce(t.created_at, u.created_at) >= $2 AND coalesce(t.created_at, u.created_at) < $3
   ORDER BY u.request_id LIMIT $5`,
);

const BATCH = 500;

/** Every request of a month in the export's form, in batches: usage, price and cost. */
export async function* readRequests(
  accountId: string,
  month: string,
  database: Database = pool(),
): AsyncGenerator<ExportRow[]> {
  const { from, until } = boundsOf(month);
  let after = '';
  for (;;) {
    const found = await listIds(database, [accountId, from, until, after, BATCH]);
    const records = await db.usageRecord.findMany({ where: { requestId: { in: found.map((row) => row.request_id) } } });
    const byId = new Map(records.map((record) => [record.requestId, record]));
    yield found.flatMap(({ request_id, settled_at, key_name }) => {
      const record = byId.get(request_id);
      return record ? [toRow(record, settled_at, key_name)] : [];
    });
    if (found.length < BATCH) return;
    after = found.at(-1)?.request_id ?? after;
  }
}

const toRow = (record: UsageRecord, settledAt: Date, keyName: string | null): ExportRow => ({
  ...record,
  settledAt,
  keyName,
  metadata: record.metadata as Record<string, unknown> | null,
  cost: nanoUsd(record.cost),
  absorbed: nanoUsd(record.absorbed),
  held: nanoUsd(record.held),
});
