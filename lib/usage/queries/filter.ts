import type { View } from '../view/read-view.ts';
import type { Dimension } from '../view/vocabulary.ts';

/** An empty dimension matches everything. Several values of one dimension, or of one tag, are alternatives. */
export type UsageFilter = Partial<
  Pick<View, 'key' | 'model' | 'mode' | 'outcome' | 'member' | 'tag' | 'endpoint' | 'status'>
> & { provider?: readonly string[]; session?: readonly string[] };

export type GroupDimension = Dimension | 'provider' | 'session';

export type Bind = (value: unknown) => string;

export function newBinder(): { bind: Bind; values: unknown[] } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/**
 * The filter as conditions on `usage_hour` or `usage_record`, whose columns have the same names. Only
 * `usage_record` has the session.
 * @param tags the form of the row's tags: joined by commas, or an array
 */
export function filterSql(
  filter: UsageFilter,
  bind: Bind,
  { account, tags }: { account: string; tags: 'joined' | 'array' },
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
    ...anyOf('session_id', filter.session),
    ...statusSql(filter.status ?? [], bind),
    ...tagAlternatives(filter.tag ?? []).map((alternatives) => tagSql(alternatives, bind, tags)),
  ];
  return conditions.map((condition) => ` AND ${condition}`).join('');
}

function statusSql(statuses: readonly string[], bind: Bind): string[] {
  if (statuses.length === 0) return [];
  const codes = statuses.filter((status) => !status.endsWith('xx')).map(Number);
  const classes = statuses.filter((status) => status.endsWith('xx')).map((status) => Number(status[0]));
  return [`(status_code = ANY (${bind(codes)}::int[]) OR status_code / 100 = ANY (${bind(classes)}::int[]))`];
}

/** Searches the text itself: splitting it into an array costs more than all other work per row. */
function tagSql(alternatives: readonly string[], bind: Bind, tags: 'joined' | 'array'): string {
  if (tags === 'array') return `tags && ${bind(alternatives)}::text[]`;
  const any = alternatives.map((tag) => `strpos(',' || tags || ',', ${bind(`,${tag},`)}) > 0`);
  return `(${any.join(' OR ')})`;
}

const tagAlternatives = (tags: readonly string[]): string[][] => [
  ...Map.groupBy(tags, (tag) => tag.slice(0, tag.indexOf('='))).values(),
];

/** The SQL expression by which rows of `usageSource` are grouped. */
export function dimensionSql(dimension: GroupDimension | 'none', bind: Bind, accountId: string): string {
  if (dimension.startsWith('tag:')) {
    // The name is bound as a value; the tag's value ends at the next comma.
    return `split_part(split_part(',' || tags, ${bind(`,${dimension.slice('tag:'.length)}=`)}, 2), ',', 1)`;
  }
  if (dimension === 'member') {
    // One subquery for all rows: a lookup per row would cost more than all sums.
    return `coalesce((SELECT jsonb_object_agg(id, created_by_id) FROM api_key WHERE account_id = ${bind(accountId)}) ->> key_id, '')`;
  }
  return COLUMN[dimension as Exclude<GroupDimension, `tag:${string}` | 'member'> | 'none'];
}

const COLUMN = {
  none: `''::text`,
  model: 'model',
  key: 'key_id',
  endpoint: 'endpoint',
  provider: 'provider',
  mode: 'mode::text',
  outcome: 'outcome::text',
  session: 'session_id',
} as const;
