import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import type { Bucket } from '../time/buckets.ts';
import type { Period } from '../time/range.ts';
import { newBinder } from './filter.ts';
import { isSummed, type LogFilter, logFilterSql } from './log-filter.ts';
import { type SeriesPoint, usageSeries, usageTotals } from './series.ts';

export interface LogTotals {
  requests: number;
  errors: number;
  cost: NanoUsd;
  tokens: bigint;
  /** False when only the newest of many were added up: then it is "at least". */
  isComplete: boolean;
}

/** Requests read one by one where no sum answers. */
const MOST_READ = 20_000;

/** What the requests of a log come to. */
export async function logTotals(
  { accountId, filter = {}, period }: { accountId: string; filter?: LogFilter; period: Period },
  database: Database = pool(),
): Promise<LogTotals> {
  if (isSummed(filter)) {
    const sums = await usageTotals({ accountId, filter, period }, database);
    const tokens = sums.input + sums.cacheRead + sums.cacheWrite + sums.output;
    return { requests: Number(sums.requests), errors: Number(sums.errors), cost: sums.cost, tokens, isComplete: true };
  }
  const { bind, values } = newBinder();
  const account = bind(accountId);
  const text = `SELECT count(*)::int AS requests, (count(*) FILTER (WHERE outcome = 'failed'))::int AS errors,
      coalesce(sum(cost), 0)::bigint AS cost, coalesce(sum(input_tokens + cache_write_5m_tokens + cache_write_1h_tokens
        + cache_read_tokens + output_tokens), 0)::bigint AS tokens
    FROM (SELECT * FROM usage_record
      WHERE account_id = ${account} AND settled_at >= ${bind(new Date(period.from))} AND settled_at < ${bind(new Date(period.to))}
        ${logFilterSql(filter, bind, account)}
      ORDER BY settled_at DESC, request_id DESC LIMIT ${MOST_READ}) newest`;
  const { rows } = await database.query<Omit<LogTotals, 'isComplete'>>({ text, values, types: exactTypes });
  const { requests = 0, errors = 0, cost = 0n, tokens = 0n } = rows[0] ?? {};
  return { requests, errors, cost: nanoUsd(cost), tokens, isComplete: requests < MOST_READ };
}

/**
 * The strip above a log: requests over time by outcome. It is that of all requests in the filter's dimensions; `isFiltered`
 * says whether the rest of the filter, such as a cost, is in it too.
 */
export async function logHistogram(
  { accountId, filter = {}, buckets }: { accountId: string; filter?: LogFilter; buckets: readonly Bucket[] },
  database: Database = pool(),
): Promise<{ points: SeriesPoint[]; isFiltered: boolean }> {
  const { points } = await usageSeries({ accountId, filter, buckets, by: 'outcome', metric: 'requests' }, database);
  return { points, isFiltered: isSummed(filter) };
}
