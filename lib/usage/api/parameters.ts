import { AppError } from '#lib/errors.ts';
import type { GroupDimension } from '../queries/filter.ts';

/** The parameters of `GET /api/v1/usage`, in the order of its reference. */
export const USAGE_PARAMETERS = [
  'range',
  'from',
  'to',
  'zone',
  'unit',
  'group_by',
  'model',
  'key_id',
  'member_id',
  'tag',
  'endpoint',
  'provider',
  'mode',
  'outcome',
  'status',
  'session_id',
  'limit',
  'cursor',
] as const;
export type UsageParameter = (typeof USAGE_PARAMETERS)[number];

/** Parameters with several values, separated by commas or repeated. */
const LISTS: ReadonlySet<UsageParameter> = new Set([
  ...(['group_by', 'model', 'key_id', 'member_id', 'tag'] as const),
  ...(['endpoint', 'provider', 'mode', 'outcome', 'status', 'session_id'] as const),
]);

/** The public names of the units; `total` is one sum of the whole range. */
export const UNITS_BY_NAME = {
  quarter_hour: '15m',
  hour: '1h',
  day: '1d',
  week: '1w',
  month: '1mo',
  total: null,
} as const;
export type UnitName = keyof typeof UNITS_BY_NAME;

/** The dimension of each public name. A tag is `tag:` and its name. */
const DIMENSION_OF = {
  model: 'model',
  key_id: 'key',
  member_id: 'member',
  endpoint: 'endpoint',
  provider: 'provider',
  mode: 'mode',
  outcome: 'outcome',
  session_id: 'session',
} as const satisfies Record<string, GroupDimension>;
export const GROUP_NAMES = Object.keys(DIMENSION_OF) as (keyof typeof DIMENSION_OF)[];
export type GroupName = keyof typeof DIMENSION_OF | `tag:${string}`;

export const toDimension = (name: GroupName): GroupDimension => DIMENSION_OF[name as keyof typeof DIMENSION_OF] ?? name;

export const DEFAULT_LIMIT = 100;
export const MOST_ROWS = 1_000;

export type Given = (name: UsageParameter) => string | undefined;

/** Reads values by name; an empty value counts as absent. @throws AppError for unknown and for repeated parameters */
export function readerOf(params: URLSearchParams): Given {
  for (const name of params.keys()) {
    if (USAGE_PARAMETERS.some((known) => known === name)) continue;
    const message = `There is no parameter of this name. Known are ${USAGE_PARAMETERS.join(', ')}.`;
    throw new AppError('unsupported_parameter', message, { param: name.slice(0, 100) });
  }
  return (name) => {
    const values = params.getAll(name).filter((value) => value !== '');
    if (values.length > 1 && !LISTS.has(name)) throw invalid(name, 'This parameter may be given only once.');
    return values.length > 0 ? values.join(',') : undefined;
  };
}

export const invalid = (param: UsageParameter, message: string): AppError =>
  new AppError('invalid_value', message, { param });
