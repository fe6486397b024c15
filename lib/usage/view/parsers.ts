import { createParser, createSerializer, type inferParserType, parseAsStringLiteral } from 'nuqs/server';
import { UNITS } from '../time/buckets.ts';
import { findZone } from '../time/clock.ts';
import { findRange, formatRange, type Range } from '../time/range.ts';
import { DIMENSIONS, type Dimension, ENDPOINTS, METRICS, MODES, OUTCOMES } from './vocabulary.ts';

/** The most series that a chart's colours can distinguish. */
export const MOST_SERIES = 7;
const MOST_VALUES = 50;
const LONGEST_VALUE = 200;
const TAG = /^[\w.-]{1,64}$/;

const asRange = createParser<Range>({
  parse: findRange,
  serialize: formatRange,
  eq: (one, other) => formatRange(one) === formatRange(other),
});

const asZone = createParser({ parse: findZone, serialize: String });

const findDimension = (text: string): Dimension | null =>
  DIMENSIONS.find((known) => known === text) ??
  (text.startsWith('tag:') && TAG.test(text.slice(4)) ? (text as Dimension) : null);

const asDimension = createParser({ parse: findDimension, serialize: String });

const asGroup = createParser<Dimension | 'none'>({
  parse: (text) => (text === 'none' ? text : findDimension(text)),
  serialize: String,
});

const asTop = createParser({
  parse: (text) => (/^[1-7]$/.test(text) ? Number(text) : null),
  serialize: String,
});

const asFlag = createParser({
  parse: (text) => (text === '1' ? true : text === '0' ? false : null),
  serialize: (isOn) => (isOn ? '1' : '0'),
});

/** Splits a list in a query string. A comma within a value is written as `%2C`, before the URL escapes it again. */
export const splitList = (text: string): string[] =>
  text.split(',').map((item) => item.replaceAll('%2C', ',').replaceAll('%25', '%'));

/** The known values of a list; without any, the parameter counts as absent. */
const asListOf = <Value extends string>(find: (item: string) => Value | undefined) =>
  createParser<Value[]>({
    parse: (text) => {
      const known = [...new Set(splitList(text).flatMap((item) => find(item) ?? []))].slice(0, MOST_VALUES);
      return known.length > 0 ? known : null;
    },
    serialize: (values) => values.map((value) => value.replaceAll('%', '%25').replaceAll(',', '%2C')).join(','),
    eq: (one, other) => one.length === other.length && one.every((value, index) => value === other[index]),
  }).withDefault([]);

const asAnyOf = <Value extends string>(values: readonly Value[]) =>
  asListOf((item) => values.find((value) => value === item));

// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and no name has the others
const CONTROL = /[\u0000-\u001f\u007f]/;
const asNames = asListOf((item) =>
  item !== '' && item.length <= LONGEST_VALUE && !CONTROL.test(item) && item.isWellFormed() ? item : undefined,
);

/** A status code, or a class such as `4xx`. */
const asStatuses = asListOf((item) => (/^[1-5](?:\d\d|xx)$/.test(item) ? item : undefined));

/** The query parameters shared by usage and logs. The client's `useQueryStates` takes the same objects. */
export const VIEW_PARSERS = {
  range: asRange.withDefault({ kind: 'last', count: 7, length: 'd' }),
  /** By default the account's zone, else the browser's. */
  zone: asZone,
  key: asNames,
  model: asNames,
  mode: asAnyOf(MODES),
  outcome: asAnyOf(OUTCOMES),
  member: asNames,
  /** `team=search` */
  tag: asNames,
  endpoint: asAnyOf(ENDPOINTS),
  status: asStatuses,
  by: asGroup.withDefault('model'),
  thenBy: asDimension,
  metric: parseAsStringLiteral(METRICS).withDefault('cost'),
  /** By default the unit that fits the range. */
  per: parseAsStringLiteral(UNITS),
  top: asTop.withDefault(MOST_SERIES),
  isCumulative: asFlag.withDefault(false),
  compare: parseAsStringLiteral(['previous']),
};

/** The parameters whose name in the URL differs. */
export const VIEW_URL_KEYS = { thenBy: 'then', isCumulative: 'cumulative' } as const;

export type ViewState = inferParserType<typeof VIEW_PARSERS>;

/** `?range=30d&metric=tokens`: only parameters that differ from the defaults. */
export const formatView = createSerializer(VIEW_PARSERS, { urlKeys: VIEW_URL_KEYS });
