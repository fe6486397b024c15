import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import type { KeyMode, Outcome } from '#lib/db/generated/enums.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import type { Period } from '../time/range.ts';
import { newBinder } from './filter.ts';
import { isDirect, type LogFilter, logFilterSql } from './log-filter.ts';
import { searchWindows } from './search.ts';

/** One request in the log. Its receipt has the other fields. */
export interface LogRow {
  requestId: string;
  settledAt: Date;
  createdAt: Date;
  keyId: string;
  mode: KeyMode;
  endpoint: string;
  requestedModel: string;
  model: string;
  outcome: Outcome;
  statusCode: number;
  errorCode: string | null;
  finishReason: string | null;
  isStreamed: boolean;
  /** All input tokens, cached or not. */
  inputTokens: number;
  cacheReadTokens: number;
  outputTokens: number;
  cost: NanoUsd;
  firstTokenMs: number | null;
  durationMs: number;
  tags: string[];
}

/** A position in the log: an existing or a possible row. */
export interface LogCursor {
  settledAt: Date;
  requestId: string;
}

export interface LogQuery {
  accountId: string;
  filter?: LogFilter;
  period: Period;
  /** Continues after this row: with older rows, or with `newer` with newer ones. */
  cursor?: LogCursor | null;
  direction?: 'older' | 'newer';
  limit?: number;
  /** The time limit of a search, which then reports how far it got. */
  budgetMs?: number;
}

export interface LogPage {
  /** Newest first, in either direction. */
  rows: LogRow[];
  /** Whether more rows exist in the requested direction, as far as known. */
  hasMore: boolean;
  /** All rows between here and the start of the search have been searched. */
  searchedUntil: Date;
  /** False when the time limit was reached: `cursorAt(searchedUntil)` continues. */
  isComplete: boolean;
}

const PAGE = 50;
const BUDGET_MS = 300;

/** Where an incomplete search continues: before all rows of the last searched moment. */
export const cursorAt = (searchedUntil: Date): LogCursor => ({ settledAt: searchedUntil, requestId: '' });

/** A page of the log, as far as it is found within the time limit. */
export async function listLog(query: LogQuery, database: Database = pool()): Promise<LogPage> {
  const { filter = {}, period, cursor, direction = 'older', limit = PAGE, budgetMs = BUDGET_MS } = query;
  const isOlder = direction === 'older';
  const begin = cursor?.settledAt.getTime() ?? (isOlder ? period.to : period.from);
  const end = isOlder ? period.from : period.to;
  let rows: LogRow[] = [];
  const { at, isAtEnd } = await searchWindows({ begin, end, budgetMs, isDirect: isDirect(filter) }, async (window) => {
    rows = [...rows, ...(await readWindow({ ...query, limit: limit + 1 - rows.length }, window, database))];
    return rows.length > limit ? 'enough' : 'more';
  });
  const isFull = rows.length > limit;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: isOlder ? shown : shown.toReversed(),
    hasMore: isFull || !isAtEnd,
    searchedUntil: isFull && last ? last.settledAt : new Date(at),
    isComplete: isFull || isAtEnd,
  };
}

type Row = Record<string, never>;

/** The rows of a window after the cursor, in the query's direction. A border belongs to the later window. */
async function readWindow(
  { accountId, filter = {}, cursor, direction = 'older', limit = PAGE }: LogQuery,
  { from, to }: Period,
  database: Database,
): Promise<LogRow[]> {
  const { bind, values } = newBinder();
  const account = bind(accountId);
  const [order, side] = direction === 'older' ? ['DESC', '<'] : ['ASC', '>'];
  const isAtCursor =
    cursor && (direction === 'older' ? cursor.settledAt.getTime() === to : cursor.settledAt.getTime() === from);
  // Several rows can share a moment; within the cursor's own moment, the id decides.
  const upper =
    isAtCursor && direction === 'older' ? `settled_at <= ${bind(new Date(to))}` : `settled_at < ${bind(new Date(to))}`;
  const behind = cursor
    ? ` AND (settled_at, request_id) ${side} (${bind(cursor.settledAt)}::timestamptz, ${bind(cursor.requestId)}::text)`
    : '';
  const text = `SELECT request_id AS "requestId", settled_at AS "settledAt", created_at AS "createdAt", key_id AS "keyId", mode,
      endpoint, requested_model AS "requestedModel", model, outcome, status_code AS "statusCode", error_code AS "errorCode",
      finish_reason AS "finishReason", is_streamed AS "isStreamed",
      input_tokens + cache_write_5m_tokens + cache_write_1h_tokens + cache_read_tokens AS "inputTokens",
      cache_read_tokens AS "cacheReadTokens", output_tokens AS "outputTokens", cost, first_token_ms AS "firstTokenMs",
      duration_ms AS "durationMs", tags
    FROM usage_record
    WHERE account_id = ${account} AND settled_at >= ${bind(new Date(from))} AND ${upper}${behind}
      ${logFilterSql(filter, bind, account)}
    ORDER BY settled_at ${order}, request_id ${order} LIMIT ${bind(limit)}`;
  const { rows } = await database.query<LogRow & Row>({ text, values, types: exactTypes });
  return rows.map((row) => ({ ...row, cost: nanoUsd(row.cost) }));
}

/** Settlements run in parallel, so a row may become visible after a later one; this overlap finds such rows. */
const OVERLAP_MS = 5_000;
const MOST_NEW = 200;

/** The rows settled since a moment, newest first, including some known ones. `isCut` when truncated. */
export async function tailLog(
  { accountId, filter = {}, since, now }: { accountId: string; filter?: LogFilter; since: Date; now: Date },
  database: Database = pool(),
): Promise<{ rows: LogRow[]; isCut: boolean }> {
  const period = { from: since.getTime() - OVERLAP_MS, to: now.getTime() + OVERLAP_MS };
  const rows = await readWindow({ accountId, filter, period, limit: MOST_NEW + 1 }, period, database);
  return { rows: rows.slice(0, MOST_NEW), isCut: rows.length > MOST_NEW };
}
