import 'server-only';
import type { Database } from '#lib/db/statement.ts';
import { HOUR_MS, type Instant, QUARTER_MS } from '../time/clock.ts';
import { type Bind, filterSql, type UsageFilter } from './filter.ts';
import { SUM_COLUMNS } from './sums.ts';

const DIMENSIONS = 'key_id, model, mode, outcome, status_code, endpoint, provider';

const OF_SUM = `${DIMENSIONS}, tags, requests,
  CASE outcome WHEN 'failed' THEN requests ELSE 0 END AS errors, streamed, input, cache_read,
  cache_write_5m + cache_write_1h AS cache_write, output, reasoning, cost, absorbed, cache_saved_pico`;

const OF_RECORD = `settled_at, ${DIMENSIONS.replace('model', 'r.model')}, array_to_string(tags, ','), 1,
  CASE outcome WHEN 'failed' THEN 1 ELSE 0 END, is_streamed::int, input_tokens, cache_read_tokens,
  cache_write_5m_tokens + cache_write_1h_tokens, output_tokens, reasoning_tokens, cost, absorbed,
  coalesce(cache_read_tokens * (p.input - p.cache_read) - cache_write_5m_tokens * (p.cache_write_5m - p.input)
    - cache_write_1h_tokens * (p.cache_write_1h - p.input), 0)`;

interface Asked {
  accountId: string;
  filter: UsageFilter;
  /** The borders of the buckets; usage outside the first and last border is not read. */
  borders: readonly Instant[];
  /** Adds the column `session_id`. */
  isBySession?: boolean;
}

/** The hourly sums have no session, because each run has one of its own; so the single requests are read. */
function sessionSource({ accountId, filter, borders }: Asked, bind: Bind): string {
  const account = bind(accountId);
  const [from, to] = [new Date(borders.at(0) ?? 0), new Date(borders.at(-1) ?? 0)].map(bind);
  return `SELECT * FROM (SELECT ${OF_RECORD}, coalesce(session_id, '')
      FROM (SELECT * FROM usage_record WHERE account_id = ${account} AND settled_at >= ${from}::timestamptz
        AND settled_at < ${to}::timestamptz ${filterSql(filter, bind, { account, tags: 'array' })} OFFSET 0) r
      LEFT JOIN price p ON p.id = r.price_id) each_request (at, ${DIMENSIONS}, tags, ${SUM_COLUMNS.join(', ')}, session_id)`;
}

/**
 * The usage between the borders, as a subquery of rows that each lie between two borders: hourly sums; for hours that a
 * border cuts, quarter-hourly sums where they exist, else single requests. Sums over it equal the sums over the
 * requests themselves.
 */
export function usageSource(asked: Asked, bind: Bind): string {
  const { accountId, filter, borders } = asked;
  if (asked.isBySession || filter.session?.length) return sessionSource(asked, bind);
  const account = bind(accountId);
  const [from, to] = [new Date(borders.at(0) ?? 0), new Date(borders.at(-1) ?? 0)].map(bind);
  const hours = `SELECT hour AS at, ${OF_SUM} FROM usage_hour
    WHERE account_id = ${account} AND hour >= ${from}::timestamptz AND hour < ${to}::timestamptz
      ${filterSql(filter, bind, { account, tags: 'joined' })}`;
  const cut = cutHours(borders);
  if (cut.all.length === 0) return hours;
  const all = `${bind(cut.all)}::timestamptz[]`;
  const inQuarters = `${bind(cut.inQuarters)}::timestamptz[]`;
  const inside = (column: string) => `account_id = ${account} AND ${column} >= greatest(cut.hour, ${from}::timestamptz)
        AND ${column} < least(cut.hour + interval '1 hour', ${to}::timestamptz)`;
  return `${hours} AND hour <> ALL (${all})
    UNION ALL SELECT quarter, ${OF_SUM} FROM unnest(${inQuarters}) AS cut (hour)
    CROSS JOIN LATERAL (SELECT * FROM usage_quarter WHERE ${inside('quarter')}
        ${filterSql(filter, bind, { account, tags: 'joined' })} OFFSET 0) q
    UNION ALL SELECT ${OF_RECORD} FROM (SELECT hour FROM unnest(${all}) AS hour
      WHERE NOT (hour = ANY (${inQuarters}) AND EXISTS (SELECT FROM usage_quarter
        WHERE account_id = ${account} AND quarter >= hour AND quarter < hour + interval '1 hour'))) cut
    CROSS JOIN LATERAL (SELECT * FROM usage_record WHERE ${inside('settled_at')}
        ${filterSql(filter, bind, { account, tags: 'array' })} OFFSET 0) r -- hour by hour, from the index
    LEFT JOIN price p ON p.id = r.price_id`;
}

const hourOf = (at: Instant): Instant => at - (at % HOUR_MS);

/** The hours that borders cut, and among them those cut at quarters only. */
function cutHours(borders: readonly Instant[]): { all: Date[]; inQuarters: Date[] } {
  const byHour = Map.groupBy(
    borders.filter((border) => border % HOUR_MS !== 0),
    hourOf,
  );
  const hours = [...byHour].map(([hour, own]) => ({
    hour: new Date(hour),
    isInQuarters: own.every((border) => border % QUARTER_MS === 0),
  }));
  return {
    all: hours.map(({ hour }) => hour),
    inQuarters: hours.filter(({ isInQuarters }) => isInQuarters).map(({ hour }) => hour),
  };
}

/** The most hours to summarise at a time, newest first. The others are read request by request meanwhile. */
const MOST_AT_ONCE = 31;

/** Creates the quarter-hourly sums of cut hours for `usageSource` when they are first needed. */
export async function keepQuarters(
  { accountId, borders }: Pick<Asked, 'accountId' | 'borders'>,
  database: Database,
): Promise<void> {
  const hours = cutHours(borders).inQuarters.slice(-MOST_AT_ONCE);
  if (hours.length === 0) return;
  await database.query({ text: 'SELECT keep_quarters($1, $2)', values: [accountId, hours] });
}
