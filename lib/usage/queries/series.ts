import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, exactTypes } from '#lib/db/statement.ts';
import type { Point } from '../analysis/series.ts';
import type { Bucket } from '../time/buckets.ts';
import type { Period } from '../time/range.ts';
import type { Dimension, Metric } from '../view/vocabulary.ts';
import { analyse } from './analyse.ts';
import { REST } from './breakdown.ts';
import { dimensionSql, newBinder, type UsageFilter } from './filter.ts';
import { keepQuarters, usageSource } from './source.ts';
import { metricOf, NO_USAGE, RANK, SUM_ALL, type SumRow, toSums, type UsageSums } from './sums.ts';

export interface SeriesQuery {
  accountId: string;
  filter?: UsageFilter;
  /** From `bucketsOf`. For a comparison, those of the previous period. */
  buckets: readonly Bucket[];
  /** Only usage before this moment counts; `previousOf` returns it. */
  upTo?: number;
  by?: Dimension | 'none';
  thenBy?: Dimension | null;
  /** The metric that ranks the groups. */
  metric: Metric;
  /** The number of separate groups; the others form the group `REST`. */
  top?: number;
}

const MOST_PARTS = 20;

/** The usage of a group, or of a part of it, in a bucket. Buckets without usage are absent. */
export interface SeriesPoint {
  bucket: number;
  /** `''` without grouping, and for requests without such a tag or member. */
  group: string;
  subgroup: string | null;
  sums: UsageSums;
}

export interface UsageSeries {
  points: SeriesPoint[];
  /** The number of groups in `REST`. */
  restCount: number;
}

/** Usage over time, by group. The sum of all points is `usageTotals` of the same period. */
export async function usageSeries(query: SeriesQuery, database: Database = pool()): Promise<UsageSeries> {
  const { accountId, filter = {}, buckets, by = 'none', thenBy = null, metric, top = 7 } = query;
  const borders = bordersOf(buckets, query.upTo);
  if (borders.length < 2) return { points: [], restCount: 0 };
  await keepQuarters({ accountId, borders }, database);
  const { bind, values } = newBinder();
  const source = usageSource({ accountId, filter, borders }, bind);
  const groups = `SELECT width_bucket(at, ${bind(borders.map((border) => new Date(border)))}::timestamptz[]) - 1 AS bucket,
    ${dimensionSql(by, bind, accountId)} AS name, ${dimensionSql(thenBy ?? 'none', bind, accountId)} AS part, ${SUM_ALL}
    FROM (${source}) usage GROUP BY 1, 2, 3`;
  const text = `WITH piece AS (${groups}),
    named AS (SELECT name, row_number() OVER (ORDER BY abs(sum(${RANK[metric]})) DESC, name) AS place FROM piece GROUP BY name),
    parted AS (SELECT name, part, row_number() OVER (PARTITION BY name ORDER BY abs(sum(${RANK[metric]})) DESC, part) AS place
      FROM piece GROUP BY name, part)
    SELECT bucket, CASE WHEN named.place <= ${bind(top)}::int THEN name ELSE '${REST}' END AS name,
      CASE WHEN parted.place <= ${MOST_PARTS} THEN part ELSE '${REST}' END AS part,
      (SELECT count(*) FROM named)::int AS names, ${SUM_ALL}
    FROM piece JOIN named USING (name) JOIN parted USING (name, part) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
  const rows = await analyse<SumRow & { bucket: number; name: string; part: string; names: number }>(
    { text, values },
    database,
  );
  const points = rows.map((row) => ({
    bucket: row.bucket,
    group: row.name,
    subgroup: thenBy === null ? null : row.part,
    sums: toSums(row),
  }));
  return { points, restCount: Math.max(0, (rows[0]?.names ?? 0) - top) };
}

function bordersOf(buckets: readonly Bucket[], upTo = Number.POSITIVE_INFINITY): number[] {
  const [first] = buckets;
  if (!first) return [];
  const inside = [first.from, ...buckets.map(({ to }) => to)].filter((border) => border < upTo);
  const last = Math.min(upTo, buckets.at(-1)?.to ?? 0);
  return inside.at(-1) === last || last <= first.from ? inside : [...inside, last];
}

/** The points of one metric, for `lib/usage/analysis/series.ts`. */
export const pointsOf = (points: readonly SeriesPoint[], metric: Parameters<typeof metricOf>[1]): Point[] =>
  points.map(({ bucket, group, subgroup, sums }) => ({
    bucket,
    group,
    ...(subgroup !== null && { subgroup }),
    value: metricOf(sums, metric),
  }));

export interface TotalsQuery {
  accountId: string;
  filter?: UsageFilter;
  period: Period;
}

/** The total usage of a period. For the previous period, up to the moment `previousOf` returns. */
export async function usageTotals(
  { accountId, filter = {}, period }: TotalsQuery,
  database: Database = pool(),
): Promise<UsageSums> {
  const borders = [period.from, period.to];
  await keepQuarters({ accountId, borders }, database);
  const { bind, values } = newBinder();
  const source = usageSource({ accountId, filter, borders }, bind);
  const text = `SELECT ${SUM_ALL} FROM (${source}) usage`;
  const { rows } = await database.query<SumRow>({ text, values, types: exactTypes });
  return rows[0] ? toSums(rows[0]) : NO_USAGE;
}
