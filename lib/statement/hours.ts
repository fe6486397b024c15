import 'server-only';
import { nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { FORECAST_WEEKS, type HourSpend } from './forecast.ts';

const sumHours = statement<{ at: Date; amount: bigint }>(
  'statement_hours',
  `SELECT date_trunc('hour', e.created_at) AS at, -sum(e.amount)::bigint AS amount
   FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id AND t.kind = 'charge'
   WHERE e.ledger_account = 'customer:' || $1 AND e.created_at >= now() - make_interval(weeks => $2)
   GROUP BY 1`,
);

/** The hourly spend of an account in the weeks that a forecast uses. */
export async function spendByHour(accountId: string, database: Database = pool()): Promise<HourSpend[]> {
  const rows = await sumHours(database, [accountId, FORECAST_WEEKS]);
  return rows.map(({ at, amount }) => ({ at, amount: nanoUsd(amount) }));
}
