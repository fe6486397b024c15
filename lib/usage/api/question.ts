import { findModel } from '#lib/models/find.ts';
import type { UsageFilter } from '../queries/filter.ts';
import { type Bucket, bucketsOf, fitUnit, MOST_BUCKETS } from '../time/buckets.ts';
import { DAY_MS, findZone, type Instant } from '../time/clock.ts';
import type { Period, Reader } from '../time/range.ts';
import { splitList, VIEW_PARSERS } from '../view/parsers.ts';
import { readCursor, type UsageCursor } from './cursor.ts';
import {
  DEFAULT_LIMIT,
  type Given,
  GROUP_NAMES,
  type GroupName,
  invalid,
  MOST_ROWS,
  readerOf,
  UNITS_BY_NAME,
  type UnitName,
} from './parameters.ts';
import { readPeriod } from './period.ts';

/** The parsed query of `GET /api/v1/usage`. */
export interface UsageQuestion {
  period: Period;
  zone: string;
  unit: UnitName;
  buckets: Bucket[];
  groupBy: GroupName[];
  filter: UsageFilter;
  limit: number;
  cursor: UsageCursor | null;
  /** When the first page was requested, so that a range up to now is the same on every page. */
  now: Instant;
}

/** @throws AppError that names the invalid parameter: guessing would give a wrong sum */
export function readUsageQuestion(params: URLSearchParams, at: Instant): UsageQuestion {
  const given = readerOf(params);
  const cursor = readCursor(given('cursor'), params, at);
  const reader = { zone: readZone(given('zone')), now: cursor?.now ?? at };
  const period = readPeriod(given, reader);
  const unit = readUnit(given('unit'));
  const groupBy = readGroups(given('group_by'));
  const filter = readFilter(given);
  if (groupBy.includes('session_id') && !filter.session) requireShort(period);
  if (cursor && cursor.groups.length !== groupBy.length) throw invalid('cursor', 'This cursor is damaged.');
  return {
    ...{ period, unit, groupBy, cursor },
    ...reader,
    buckets: cut(period, unit, reader),
    filter,
    limit: readLimit(given('limit')),
  };
}

/** Sessions are summed from single requests, so a longer range would be slow. */
const LONGEST_BY_SESSION_DAYS = 31;

function requireShort({ from, to }: Period): void {
  if (to - from <= (LONGEST_BY_SESSION_DAYS + 1) * DAY_MS) return;
  const most = `${LONGEST_BY_SESSION_DAYS} days at the most can be grouped by session.`;
  throw invalid('group_by', `${most} Ask for a shorter range, or for certain sessions with \`session_id\`.`);
}

function readZone(text = 'UTC'): string {
  const zone = findZone(text);
  if (!zone) throw invalid('zone', 'Expected an IANA time zone, as `Europe/Berlin`.');
  return zone;
}

const UNIT_NAMES = Object.keys(UNITS_BY_NAME) as UnitName[];

function readUnit(text = 'day'): UnitName {
  const unit = UNIT_NAMES.find((name) => name === text);
  if (!unit) throw invalid('unit', `Expected one of ${UNIT_NAMES.join(', ')}.`);
  return unit;
}

function cut(period: Period, name: UnitName, reader: Reader): Bucket[] {
  const unit = UNITS_BY_NAME[name];
  if (unit === null) return [{ ...period, part: period.to > reader.now ? 'running' : 'whole' }];
  if (fitUnit(unit, period) === unit) return bucketsOf(period, unit, reader);
  const message = `The range has more than ${MOST_BUCKETS} of this unit. Ask for a longer unit or a shorter range.`;
  throw invalid('unit', message);
}

const MOST_GROUPS = 3;
const TAG = /^tag:[\w.-]{1,64}$/;

function readGroups(text: string | undefined): GroupName[] {
  const names = text === undefined ? [] : splitList(text);
  if (names.length > MOST_GROUPS || new Set(names).size < names.length) {
    throw invalid('group_by', `Group by ${MOST_GROUPS} different things at the most.`);
  }
  return names.map((name) => {
    const known = GROUP_NAMES.find((one) => one === name);
    if (known) return known;
    if (TAG.test(name)) return name as `tag:${string}`;
    throw invalid('group_by', `Expected ${GROUP_NAMES.join(', ')}, or \`tag:\` with the name of a tag.`);
  });
}

/** Each filter's field in a view, and a description of its values. */
const FILTERS = {
  model: { field: 'model', expected: 'ids of models' },
  key_id: { field: 'key', expected: 'ids of keys, as `key_…`' },
  member_id: { field: 'member', expected: 'ids of members, as `user_…`' },
  tag: { field: 'tag', expected: 'tags with their values, as `team=search`' },
  endpoint: { field: 'endpoint', expected: '`chat`, `messages` or `responses`' },
  provider: { field: 'provider', expected: 'names of providers, as `anthropic`' },
  mode: { field: 'mode', expected: '`live` or `test`' },
  outcome: { field: 'outcome', expected: '`completed`, `client_aborted`, `refused` or `failed`' },
  status: { field: 'status', expected: 'HTTP statuses or classes of them, as `429` or `5xx`' },
  session_id: { field: 'session', expected: 'names of sessions, as `run-42`' },
} as const;

function readFilter(given: Given): UsageFilter {
  const filters = Object.entries(FILTERS).flatMap(([name, { field, expected }]) => {
    const param = name as keyof typeof FILTERS;
    const text = given(param);
    if (text === undefined) return [];
    const values: string[] =
      VIEW_PARSERS[field === 'provider' || field === 'session' ? 'key' : field].parse(text) ?? [];
    const isUnderstood = values.length === new Set(splitList(text)).size && (param !== 'tag' || values.every(isTag));
    if (!isUnderstood) throw invalid(param, `Expected ${expected}; several are separated by commas.`);
    return [[field, param === 'model' ? values.map(toModelId) : values]];
  });
  return Object.fromEntries(filters);
}

const isTag = (text: string): boolean => /^[^=]+=./.test(text);

function toModelId(name: string): string {
  const model = findModel(name);
  if (!model) throw invalid('model', `There is no such model. \`GET /api/v1/models\` lists them.`);
  return model.id;
}

function readLimit(text = String(DEFAULT_LIMIT)): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > MOST_ROWS) throw invalid('limit', `Expected a whole number from 1 to ${MOST_ROWS}.`);
  return limit;
}
