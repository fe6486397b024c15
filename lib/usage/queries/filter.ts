import type { View } from '../view/read-view.ts';
import type { Dimension } from '../view/vocabulary.ts';

/** What is looked at; of a dimension without values, all. Several values of one dimension, or of one tag, are alternatives. */
export type UsageFilter = Partial<
  Pick<View, 'key' | 'model' | 'mode' | 'outcome' | 'member' | 'tag' | 'endpoint' | 'status'>
> & { provider?: readonly string[] };

export type GroupDimension = Dimension | 'provider';

/** Gives a value its placeholder. */
export type Bind = (value: unknown) => string;

export function newBinder(): { bind: Bind; values: unknown[] } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/**
 * The filter as conditions on rows of `usage_hour` or `usage_record`, whose columns have the same names.
 * @param tags the row's tags as an array
 */
export function filterSql(
  filter: UsageFilter,
  bind: Bind,
  { account, tags }: { account: string; tags: string },
): string {
  const anyOf = (column: string, values: readonly string[] | undefined) =>
    values?.length ? [`${column} = ANY (${bind(values)}::text[])`] : [];
  const conditions = [
    ...anyOf('key_id', filter.key),
    ...(filter.member?.length
      ? [
          `key_id IN (SELECT id FROM api_key WHERE account_id = ${account} AND created_by_id = ANY (${bind(filter.member)}))`,
        ]
      : []),
    ...anyOf('model', filter.model),
    ...anyOf('mode::text', filter.mode),
    ...anyOf('outcome::text', filter.outcome),
    ...anyOf('endpoint', filter.endpoint),
    ...anyOf('provider', filter.provider),
    ...statusSql(filter.status ?? [], bind),
    ...tagAlternatives(filter.tag ?? []).map((alternatives) => `${tags} && ${bind(alternatives)}::text[]`),
  ];
  return conditions.map((condition) => ` AND ${condition}`).join('');
}

function statusSql(statuses: readonly string[], bind: Bind): string[] {
  if (statuses.length === 0) return [];
  const codes = statuses.filter((status) => !status.endsWith('xx')).map(Number);
  const classes = statuses.filter((status) => status.endsWith('xx')).map((status) => Number(status[0]));
  return [`(status_code = ANY (${bind(codes)}::int[]) OR status_code / 100 = ANY (${bind(classes)}::int[]))`];
}

const tagAlternatives = (tags: readonly string[]): string[][] => [
  ...Map.groupBy(tags, (tag) => tag.slice(0, tag.indexOf('='))).values(),
];

/** What a row is grouped by. `usage` is a row of `usageSource`, and the key's maker `maker`. */
export function dimensionSql(dimension: GroupDimension | 'none', bind: Bind): string {
  if (dimension.startsWith('tag:')) {
    // The name is bound, so it is no pattern; of the rest, the value goes up to the next comma.
    const prefix = bind(`,${dimension.slice('tag:'.length)}=`);
    return `CASE WHEN strpos(',' || tags, ${prefix}) = 0 THEN ''
      ELSE split_part(substr(',' || tags, strpos(',' || tags, ${prefix}) + length(${prefix})), ',', 1) END`;
  }
  return COLUMN[dimension as Exclude<GroupDimension, `tag:${string}`> | 'none'];
}

const COLUMN = {
  none: `''::text`,
  model: 'model',
  key: 'key_id',
  member: `coalesce((SELECT created_by_id FROM api_key WHERE id = key_id), '')`,
  endpoint: 'endpoint',
  provider: 'provider',
  mode: 'mode::text',
  outcome: 'outcome::text',
} as const;
