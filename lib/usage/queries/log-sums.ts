import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import type { Bucket } from '../time/buckets.ts';
import type { Period } from '../time/range.ts';
import { newBinder } from './filter.ts';
import { isDirect, isSummed, type LogFilter, logFilterSql } from './log-filter.ts';
import { searchWindows } from './search.ts';
import { type SeriesPoint, usageSeries, usageTotals } from './series.ts';

export interface LogTotals {
  requests: number;
  errors: number;
  cost: NanoUsd;
  tokens: bigint;
  /** False when the time limit was reached: then the sums are a lower bound. */
  isComplete: boolean;
}

/** The time limit for adding up requests individually, newest first, where no sums apply. */
const BUDGET_MS = 100;

interface LogTotalsQuery {
  accountId: string;
  filter?: LogFilter;
  period: Period;
  budgetMs?: number;
}

export async function logTotals(
  { accountId, filter = {}, period, budgetMs = BUDGET_MS }: LogTotalsQuery,
  database: Database = pool(),
): Promise<LogTotals> {
  if (isSummed(filter)) {
    const sums = await usageTotals({ accountId, filter, period }, database);
    const tokens = sums.input + sums.cacheRead + sums.cacheWrite + sums.output;
    return { requests: Number(sums.requests), errors: Number(sums.errors), cost: sums.cost, tokens, isComplete: true };
  }
  const totals = { requests: 0, errors: 0, cost: 0n, tokens: 0n };
  const search = { begin: period.to, end: period.from, budgetMs, isDirect: isDirect(filter) };
  const { isAtEnd } = await searchWindows(search, async (window) => {
    const found = await sumWindow({ accountId, filter, period: window }, database);
    totals.requests += found.requests;
    totals.errors += found.errors;
    totals.cost += found.cost;
    totals.tokens += found.tokens;
    return 'more';
  });
  return { ...totals, cost: nanoUsd(totals.cost), isComplete: isAtEnd };
}

interface WindowSums {
  requests: number;
  errors: number;
  cost: bigint;
  tokens: bigint;
}

async function sumWindow(
  { accountId, filter, period }: { accountId: string; filter: LogFilter; period: Period },
  database: Database,
): Promise<WindowSums> {
  const { bind, values } = newBinder();
  const account = bind(accountId);
  const text = `SELECT count(*)::int AS requests, (count(*) FILTER (WHERE outcome = 'failed'))::int AS errors,
      coalesce(sum(cost), 0)::bigint AS cost, coalesce(sum(input_tokens + cache_write_5m_tokens + cache_write_1h_tokens
        + cache_read_tokens + output_tokens), 0)::bigint AS tokens
    FROM usage_record
    WHERE account_id = ${account} AND settled_at >= ${bind(new Date(period.from))} AND settled_at < ${bind(new Date(period.to))}
      ${logFilterSql(filter, bind, account)}`;
  const { rows } = await database.query<WindowSums>({ text, values, types: exactTypes });
  return rows[0] ?? { requests: 0, errors: 0, cost: 0n, tokens: 0n };
}

/**
 * The histogram above a log: requests over time by outcome. It covers the filter's dimensions; `isFiltered` tells
 * whether it also covers the rest of the filter, such as a cost.
 */
export async function logHistogram(
  { accountId, filter = {}, buckets }: { accountId: string; filter?: LogFilter; buckets: readonly Bucket[] },
  database: Database = pool(),
): Promise<{ points: SeriesPoint[]; isFiltered: boolean }> {
  const { points } = await usageSeries({ accountId, filter, buckets, by: 'outcome', metric: 'requests' }, database);
  return { points, isFiltered: isSummed(filter) };
}
