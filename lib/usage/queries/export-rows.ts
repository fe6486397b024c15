import 'server-only';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import type { ExportRow } from '../export/columns.ts';
import { type ExportOptions, type ExportTally, exportStream } from '../export/export-stream.ts';
import { DAY_MS } from '../time/clock.ts';
import type { Period } from '../time/range.ts';
import { newBinder } from './filter.ts';
import { type LogFilter, logFilterSql } from './log-filter.ts';
import type { LogCursor } from './logs.ts';

interface ExportQuery {
  accountId: string;
  filter?: LogFilter;
  period: Period;
  /** The start of the export: requests settled later are left out. */
  now: Date;
  batch?: number;
}

const COLUMNS = `request_id AS "requestId", settled_at AS "settledAt", created_at AS "createdAt", key_id AS "keyId", mode,
  requested_model AS "requestedModel", model, outcome, status_code AS "statusCode", error_code AS "errorCode",
  finish_reason AS "finishReason", is_streamed AS "isStreamed", is_estimated AS "isEstimated", input_tokens AS "inputTokens",
  cache_write_5m_tokens AS "cacheWrite5mTokens", cache_write_1h_tokens AS "cacheWrite1hTokens",
  cache_read_tokens AS "cacheReadTokens", output_tokens AS "outputTokens", reasoning_tokens AS "reasoningTokens",
  price_id AS "priceId", cost, absorbed, held, attempts, first_token_ms AS "firstTokenMs", duration_ms AS "durationMs",
  end_user AS "endUser", upstream_id AS "upstreamId", metadata, adjustments, endpoint, provider, tags,
  session_id AS "sessionId"`;

/** All requests of a log, oldest first, in batches for `exportStream`, in little memory. */
export async function* exportRows(query: ExportQuery, database: Database = pool()): AsyncGenerator<ExportRow[]> {
  const { accountId, batch = 2_000 } = query;
  const keys = await db.apiKey.findMany({ where: { accountId }, select: { id: true, name: true } });
  const names = new Map(keys.map(({ id, name }) => [id, name]));
  const end = Math.min(query.period.to, query.now.getTime());
  // One statement per day, so that a selective search over many rows never runs for minutes.
  for (let from = query.period.from; from < end; from += DAY_MS) {
    const period = { from, to: Math.min(end, from + DAY_MS) };
    for (let cursor: LogCursor | undefined; ; ) {
      const rows: ExportRow[] = (await readBatch({ ...query, period }, cursor, database)).map((row) => ({
        ...row,
        keyName: names.get(row.keyId) ?? null,
        cost: nanoUsd(row.cost),
        absorbed: nanoUsd(row.absorbed),
        held: nanoUsd(row.held),
      }));
      if (rows.length > 0) yield rows;
      if (rows.length < batch) break;
      cursor = rows.at(-1);
    }
  }
}

/** The same as the bytes of a file, produced as fast as the reader consumes them. */
export function streamExport(
  query: ExportQuery,
  options: ExportOptions,
): { stream: ReadableStream<Uint8Array>; tally: Readonly<ExportTally> } {
  const rows = exportRows(query);
  const source = new ReadableStream<ExportRow[]>({
    pull: async (controller) => {
      const { done, value } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await rows.return(undefined)),
  });
  const { stream, tally } = exportStream(options);
  return { stream: source.pipeThrough(stream), tally };
}

async function readBatch(
  { accountId, filter = {}, period, batch = 2_000 }: ExportQuery,
  cursor: LogCursor | undefined,
  database: Database,
): Promise<ExportRow[]> {
  const { bind, values } = newBinder();
  const account = bind(accountId);
  const behind = cursor
    ? ` AND (settled_at, request_id) > (${bind(cursor.settledAt)}::timestamptz, ${bind(cursor.requestId)}::text)`
    : '';
  const text = `SELECT ${COLUMNS} FROM usage_record
    WHERE account_id = ${account} AND settled_at >= ${bind(new Date(period.from))} AND settled_at < ${bind(new Date(period.to))}${behind}
      ${logFilterSql(filter, bind, account)}
    ORDER BY settled_at, request_id LIMIT ${bind(batch)}`;
  return (await database.query<ExportRow>({ text, values, types: exactTypes })).rows;
}
