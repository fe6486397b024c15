import 'server-only';
import { pool } from '#lib/db/pool.ts';
import type { Database } from '#lib/db/statement.ts';
import type { Bucket } from '../time/buckets.ts';
import { analyse } from './analyse.ts';
import { dimensionSql, type GroupDimension, newBinder, type UsageFilter } from './filter.ts';
import { keepQuarters, usageSource } from './source.ts';
import { SUM_ALL, type SumRow, toSums, type UsageSums } from './sums.ts';

interface GroupKey {
  bucket: number;
  /** One value for each dimension; empty for requests without one. */
  groups: string[];
}

export interface GroupedUsage extends GroupKey {
  sums: UsageSums;
}

interface GroupedQuery {
  accountId: string;
  filter: UsageFilter;
  buckets: readonly Bucket[];
  by: readonly GroupDimension[];
  after: GroupKey | null;
  limit: number;
}

/** Every combination of groups in every bucket with requests, in a fixed order, page by page, without folding. */
export async function listGroupedUsage(
  { accountId, filter, buckets, by, after, limit }: GroupedQuery,
  database: Database = pool(),
): Promise<{ rows: GroupedUsage[]; hasMore: boolean }> {
  const first = after?.bucket ?? 0;
  const asked = buckets.slice(first);
  const borders = [...asked.slice(0, 1).map(({ from }) => from), ...asked.map(({ to }) => to)];
  if (borders.length === 0) return { rows: [], hasMore: false };
  await keepQuarters({ accountId, borders }, database);
  const { bind, values } = newBinder();
  const source = usageSource({ accountId, filter, borders, isBySession: by.includes('session') }, bind);
  const names = by.map((_, index) => `group_${index}`);
  const groups = by.map(
    (dimension, index) => `, (${dimensionSql(dimension, bind, accountId)}) COLLATE "C" AS ${names[index]}`,
  );
  const key = ['bucket', ...names].join(', ');
  const behind = after
    ? `WHERE (${key}) > (${[`${bind(first)}::int`, ...after.groups.map((name) => `${bind(name)}::text`)].join(', ')})`
    : '';
  const text = `SELECT ${key}, ${SUM_ALL} FROM (
      SELECT width_bucket(at, ${bind(borders.map((border) => new Date(border)))}::timestamptz[]) - 1 + ${bind(first)}::int AS bucket
        ${groups.join('')}, usage.* FROM (${source}) usage) grouped
    ${behind} GROUP BY ${key} ORDER BY ${key} LIMIT ${bind(limit + 1)}`;
  const rows = await analyse<SumRow & { bucket: number } & Record<string, string>>({ text, values }, database);
  const found = rows.map((row) => ({
    bucket: row.bucket,
    groups: names.map((name) => row[name] ?? ''),
    sums: toSums(row),
  }));
  return { rows: found.slice(0, limit), hasMore: found.length > limit };
}
