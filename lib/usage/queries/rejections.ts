import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import { newBinder } from './filter.ts';
import { usageSource } from './source.ts';

/** The requests of a key in the last 24 hours, and the rejected ones among them. */
export interface Rejections {
  requests: number;
  /** Refused for an error the caller can fix: a wrong parameter, a limit, no credit. */
  rejected: number;
}

const DAY_MS = 86_400_000;
const CLIENT_GONE = 499;

interface Row {
  key_id: string;
  requests: bigint;
  rejected: bigint;
}

/** By key id. A key without requests is absent. */
export async function rejectionsByKey(
  accountId: string,
  now: Date,
  database: Database = pool(),
): Promise<Map<string, Rejections>> {
  const { bind, values } = newBinder();
  const borders = [now.getTime() - DAY_MS, now.getTime() + 1];
  const text = `SELECT key_id, sum(requests)::bigint AS requests, coalesce(sum(requests) FILTER (
      WHERE outcome = 'failed' AND status_code BETWEEN 400 AND ${CLIENT_GONE - 1}), 0)::bigint AS rejected
    FROM (${usageSource({ accountId, filter: {}, borders }, bind)}) usage GROUP BY key_id`;
  const { rows } = await database.query<Row>({ text, values, types: exactTypes });
  return new Map(
    rows.map(({ key_id, requests, rejected }) => [key_id, { requests: Number(requests), rejected: Number(rejected) }]),
  );
}
