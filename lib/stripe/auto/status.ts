import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { TopUpSummary } from '../queries.ts';

const sumMonth = statement<{ cents: bigint }>(
  'stripe_auto_month',
  `SELECT coalesce(sum(net_cents), 0)::bigint AS cents FROM top_up
   WHERE account_id = $1 AND kind = 'automatic' AND state <> 'failed'
     AND created_at >= date_trunc('month', now() AT TIME ZONE 'utc') AT TIME ZONE 'utc'`,
);

const listAttempts = statement<TopUpSummary>(
  'stripe_auto_attempts',
  `SELECT id, kind, state, net_cents AS "netCents", failure_code AS "failureCode", created_at AS "createdAt" FROM top_up
   WHERE account_id = $1 AND kind = 'automatic' ORDER BY created_at DESC, id DESC LIMIT 5`,
);

/** The automatic orders of this month (UTC), including open ones, as the cap counts them; and the latest order. */
export async function autoTopUpRecord(
  accountId: string,
  database: Database = pool(),
): Promise<{ monthCents: number; attempts: TopUpSummary[] }> {
  const [[month], attempts] = await Promise.all([sumMonth(database, [accountId]), listAttempts(database, [accountId])]);
  return { monthCents: Number(month?.cents ?? 0n), attempts };
}
