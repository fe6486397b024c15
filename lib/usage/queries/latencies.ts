import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import { type Percentile, percentileOf, percentileOfSketch, sketchOf } from '../analysis/latency.ts';
import type { Bucket } from '../time/buckets.ts';
import { HOUR_MS } from '../time/clock.ts';
import type { Dimension } from '../view/vocabulary.ts';
import { REST } from './breakdown.ts';
import { dimensionSql, filterSql, newBinder, type UsageFilter } from './filter.ts';
import { type TotalsQuery, usageTotals } from './series.ts';

export interface LatencyQuery {
  accountId: string;
  filter?: UsageFilter;
  buckets: readonly Bucket[];
  by?: Dimension | 'none';
  top?: number;
}

/** The latency of a group's completed requests in a bucket. */
export interface LatencyPoint {
  /** Null for the whole period. */
  bucket: number | null;
  group: string;
  metric: 'duration' | 'first_token';
  requests: number;
  /** The 50th percentile. */
  half: Percentile;
  /** The 95th. */
  most: Percentile;
}

/** Up to this number of requests, percentiles are exact. */
export const MOST_EXACT = 10_000;
/** The newest requests of a period that are sampled when no sketch applies. */
const MOST_SAMPLED = 50_000;
const SKETCHED: readonly string[] = ['none', 'key', 'model', 'member'];

/** Percentiles of a period and of each of its buckets, of the groups with the most requests. */
export async function usageLatencies(query: LatencyQuery, database: Database = pool()): Promise<LatencyPoint[]> {
  const { accountId, filter = {}, buckets } = query;
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  if (!first || !last) return [];
  if (
    !hasSketch(query) ||
    !(await isMany({ accountId, filter, period: { from: first.from, to: last.to } }, database))
  ) {
    return percentilesOf(await readRecords(query, database));
  }
  return percentilesOf(await readSketches(query, database));
}

/** Without a filter, it searches one request beyond the limit; with a filter, sums are faster. */
async function isMany({ accountId, filter = {}, period }: TotalsQuery, database: Database): Promise<boolean> {
  if (Object.values(filter).some((values) => Array.isArray(values) && values.length > 0)) {
    return (await usageTotals({ accountId, filter, period }, database)).requests > MOST_EXACT;
  }
  const text = `SELECT FROM usage_record WHERE account_id = $1 AND settled_at >= $2 AND settled_at < $3 OFFSET ${MOST_EXACT} LIMIT 1`;
  const values = [accountId, new Date(period.from), new Date(period.to)];
  return (await database.query({ text, values })).rows.length > 0;
}

/** Sketches exist by key, model and hour. */
function hasSketch({ filter = {}, buckets, by = 'none' }: LatencyQuery): boolean {
  const { mode, outcome, tag, endpoint, status } = filter;
  const isPlain = [mode, outcome, tag, endpoint, status].every((values) => !values?.length);
  return (
    isPlain && SKETCHED.includes(by) && buckets.every(({ from, to }) => from % HOUR_MS === 0 && to % HOUR_MS === 0)
  );
}

interface Row {
  bucket: number;
  name: string;
  metric: 'duration' | 'first_token';
  /** Milliseconds, or the number of a slot. */
  figure: number;
  requests: bigint;
  is_slot: boolean;
}

async function readSketches(query: LatencyQuery, database: Database): Promise<Row[]> {
  const { bind, values } = newBinder();
  const account = bind(query.accountId);
  const { from, to, bucket } = bindBuckets(query.buckets, bind, 'hour');
  const isOfKeys =
    query.by === 'key' || query.by === 'member' || query.filter?.key?.length || query.filter?.member?.length;
  const keys = isOfKeys ? `<> ''` : `= ''`;
  const piece = `SELECT ${bucket} AS bucket, ${dimensionSql(query.by ?? 'none', bind, query.accountId)} AS name, metric,
      slot AS figure, sum(requests) AS requests
    FROM usage_latency WHERE account_id = ${account} AND hour >= ${from} AND hour < ${to} AND key_id ${keys}
      ${filterSql(query.filter ?? {}, bind, { account, tags: 'joined' })} GROUP BY 1, 2, 3, 4`;
  return rank({ piece, isSlot: true, top: query.top }, { bind, values }, database);
}

async function readRecords(query: LatencyQuery, database: Database): Promise<Row[]> {
  const { bind, values } = newBinder();
  const account = bind(query.accountId);
  const { from, to, bucket } = bindBuckets(query.buckets, bind, 'settled_at');
  const piece = `SELECT ${bucket} AS bucket, ${dimensionSql(query.by ?? 'none', bind, query.accountId)} AS name, metric, ms AS figure, count(*) AS requests
    FROM (SELECT settled_at, key_id, model, mode, outcome, endpoint, array_to_string(tags, ',') AS tags, duration_ms, first_token_ms
      FROM usage_record WHERE account_id = ${account} AND settled_at >= ${from} AND settled_at < ${to} AND outcome = 'completed'
        ${filterSql(query.filter ?? {}, bind, { account, tags: 'array' })}
      ORDER BY settled_at DESC, request_id DESC LIMIT ${MOST_SAMPLED}) usage
    CROSS JOIN LATERAL (VALUES ('duration', duration_ms), ('first_token', first_token_ms)) AS took (metric, ms)
    WHERE ms IS NOT NULL GROUP BY 1, 2, 3, 4`;
  return rank({ piece, isSlot: false, top: query.top }, { bind, values }, database);
}

function bindBuckets(buckets: readonly Bucket[], bind: (value: unknown) => string, at: string) {
  const borders = [buckets[0]?.from ?? 0, ...buckets.map(({ to }) => to)].map((border) => new Date(border));
  const bound = bind(borders);
  const [from, to] = [borders.at(0), borders.at(-1)].map((border) => `${bind(border)}::timestamptz`);
  return { from, to, bucket: `width_bucket(${at}, ${bound}::timestamptz[]) - 1` };
}

async function rank(
  { piece, isSlot, top = 7 }: { piece: string; isSlot: boolean; top: number | undefined },
  { bind, values }: ReturnType<typeof newBinder>,
  database: Database,
): Promise<Row[]> {
  const text = `WITH piece AS (${piece}),
    named AS (SELECT name, row_number() OVER (ORDER BY sum(requests) DESC, name) AS place FROM piece GROUP BY name)
    SELECT bucket, CASE WHEN place <= ${bind(top)}::int THEN name ELSE '${REST}' END AS name, metric, figure::int AS figure,
      sum(requests)::bigint AS requests, ${isSlot} AS is_slot
    FROM piece JOIN named USING (name) GROUP BY 1, 2, 3, 4`;
  return (await database.query<Row>({ text, values, types: exactTypes })).rows;
}

function percentilesOf(rows: readonly Row[]): LatencyPoint[] {
  const groups = [
    ...Map.groupBy(rows, ({ name, metric }) => JSON.stringify([null, name, metric])),
    ...Map.groupBy(rows, ({ bucket, name, metric }) => JSON.stringify([bucket, name, metric])),
  ];
  return groups.flatMap(([id, own]) => {
    const [bucket, group, metric] = JSON.parse(id) as [number | null, string, LatencyPoint['metric']];
    const [half, most] = [0.5, 0.95].map((share) => percentile(own, share));
    const requests = own.reduce((sum, row) => sum + Number(row.requests), 0);
    return half && most ? [{ bucket, group, metric, requests, half, most }] : [];
  });
}

function percentile(rows: readonly Row[], share: number): Percentile | null {
  const counted = rows.map(({ figure, requests }) => ({ slot: figure, requests: Number(requests) }));
  if (rows[0]?.is_slot) return percentileOfSketch(sketchOf(counted), share);
  return percentileOf(
    counted.flatMap(({ slot: ms, requests }) => new Array<number>(requests).fill(ms)),
    share,
  );
}
