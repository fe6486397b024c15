import 'server-only';
import { nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { type DayUsage, fillDays } from '../day-usage.ts';
import { startOfDay } from '../days.ts';

/** The last `days` UTC days, including today. */
export interface Period {
  days: number;
  now: Date;
}

interface DayRow {
  key_id: string;
  day: string;
  requests: bigint;
  failed: bigint;
  cost: bigint;
}

/** Days become text only after summing: converting each hourly row would be wasted work. */
const sumDays = (name: string, { key = '', by = '' }: { key?: string; by?: string }) =>
  statement<DayRow>(
    name,
    `SELECT ${by} (day AT TIME ZONE 'utc')::date::text AS day, requests::bigint, failed::bigint, cost::bigint
     FROM (SELECT ${by} date_bin('1 day', hour, 'epoch') AS day, sum(requests) AS requests, sum(cost) AS cost,
         coalesce(sum(requests) FILTER (WHERE outcome = 'failed'), 0) AS failed
       FROM usage_hour WHERE account_id = $1 AND hour >= $2 ${key} GROUP BY ${by} date_bin('1 day', hour, 'epoch')) days`,
  );

const sumAccount = sumDays('usage_account_by_day', {});
const sumKey = sumDays('usage_key_by_day', { key: 'AND key_id = $3' });
const sumKeys = sumDays('usage_keys_by_day', { by: 'key_id,' });

/** The daily usage of an account, including days without usage. */
export async function usageByDay(accountId: string, period: Period, database: Database = pool()): Promise<DayUsage[]> {
  const rows = await sumAccount(database, [accountId, startOf(period)]);
  return fillDays(rows.map(toDayUsage), period);
}

/** The daily usage of one of the account's keys. Zero for another account's key. */
export async function keyUsageByDay(
  { accountId, keyId }: { accountId: string; keyId: string },
  period: Period,
  database: Database = pool(),
): Promise<DayUsage[]> {
  const rows = await sumKey(database, [accountId, startOf(period), keyId]);
  return fillDays(rows.map(toDayUsage), period);
}

/** The usage of each key of an account, by key id. A key without usage is absent. */
export async function usageByKey(
  accountId: string,
  period: Period,
  database: Database = pool(),
): Promise<Map<string, DayUsage[]>> {
  const rows = await sumKeys(database, [accountId, startOf(period)]);
  const byKey = Map.groupBy(rows, (row) => row.key_id);
  return new Map([...byKey].map(([keyId, own]) => [keyId, fillDays(own.map(toDayUsage), period)]));
}

const startOf = ({ days, now }: Period): Date => startOfDay(now, days - 1);

const toDayUsage = ({ day, requests, failed, cost }: DayRow): DayUsage => ({
  day,
  requests: Number(requests),
  failed: Number(failed),
  cost: nanoUsd(cost),
});
