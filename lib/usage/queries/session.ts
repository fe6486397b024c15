import 'server-only';
import { findSessionCap, type SessionCapState } from '#lib/billing/budgets/session-cap.ts';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

/** The sums of a session over all its time. */
export interface SessionSummary {
  sessionId: string;
  requests: number;
  errors: number;
  cost: NanoUsd;
  /** The cached share of all input tokens; null without any. */
  cacheHitRate: number | null;
  firstAt: Date;
  lastAt: Date;
  cap: SessionCapState | null;
}

interface SumRow {
  requests: number;
  errors: number;
  cost: bigint;
  cache_read: number;
  read: number;
  first_at: Date | null;
  last_at: Date | null;
}

const sumSession = statement<SumRow>(
  'usage_session',
  `SELECT count(*)::int AS requests, (count(*) FILTER (WHERE outcome = 'failed'))::int AS errors,
     coalesce(sum(cost), 0)::bigint AS cost, coalesce(sum(cache_read_tokens), 0)::float8 AS cache_read,
     coalesce(sum(input_tokens::bigint + cache_write_5m_tokens + cache_write_1h_tokens + cache_read_tokens), 0)::float8 AS read,
     min(settled_at) AS first_at, max(settled_at) AS last_at
   FROM usage_record WHERE account_id = $1 AND session_id = $2`,
);

/** Null for a session without requests. */
export async function findSession(
  accountId: string,
  sessionId: string,
  database: Database = pool(),
): Promise<SessionSummary | null> {
  const [[row], cap] = await Promise.all([
    sumSession(database, [accountId, sessionId]),
    findSessionCap(accountId, sessionId, database),
  ]);
  if (!row?.first_at || !row.last_at) return null;
  const { requests, errors, cost, cache_read, read, first_at: firstAt, last_at: lastAt } = row;
  const cacheHitRate = read > 0 ? cache_read / read : null;
  return { sessionId, requests, errors, cost: nanoUsd(cost), cacheHitRate, firstAt, lastAt, cap };
}
