import {
  DEFAULT_LIMIT,
  GROUP_NAMES,
  MOST_ROWS,
  UNITS_BY_NAME,
  USAGE_PARAMETERS,
  type UsageParameter,
} from '#lib/usage/api/parameters.ts';
import { ENDPOINTS, MODES, OUTCOMES } from '#lib/usage/view/vocabulary.ts';
import type { JsonSchema } from '../json-schema.ts';

/** One query parameter. All are optional. */
export interface QueryParameter {
  name: UsageParameter;
  description: string;
  schema: JsonSchema;
}

const text = { type: 'string' };
const listOf = (items: JsonSchema) => ({ type: 'array', items });

const DESCRIBED: Record<UsageParameter, Omit<QueryParameter, 'name'>> = {
  range: {
    description:
      'What is summed, up to now: `24h`, `7d`, `4w`, `12mo`, or `this-week`, `last-week`, `this-month`, `last-month`. Without it and `from`, `7d`.',
    schema: text,
  },
  from: {
    description: 'In place of `range`: the first day, as `2026-11-01`, or a moment, as `2026-11-01T14:30:00Z`.',
    schema: text,
  },
  to: {
    description: 'The last day, which is included, or a moment, which is not. Without it, up to now.',
    schema: text,
  },
  zone: { description: 'The IANA time zone of days, weeks and months.', schema: { ...text, default: 'UTC' } },
  unit: {
    description: 'How long each sum is. Weeks begin on Monday; `total` is one sum of everything.',
    schema: { ...text, enum: Object.keys(UNITS_BY_NAME), default: 'day' },
  },
  group_by: {
    description: `Up to three of ${GROUP_NAMES.map((name) => `\`${name}\``).join(', ')} and \`tag:\` with the name of a tag, by commas.`,
    schema: listOf(text),
  },
  model: { description: 'Only requests that these models answered.', schema: listOf(text) },
  key_id: { description: 'Only requests of these keys.', schema: listOf(text) },
  member_id: { description: 'Only requests of keys that these members made.', schema: listOf(text) },
  tag: {
    description: 'Only requests with these tags, as `team=search`. Several values of one tag are alternatives.',
    schema: listOf(text),
  },
  endpoint: { description: 'Only requests to these endpoints.', schema: listOf({ ...text, enum: [...ENDPOINTS] }) },
  provider: { description: 'Only requests that these providers answered.', schema: listOf(text) },
  mode: { description: 'Only requests of live or of test keys.', schema: listOf({ ...text, enum: MODES }) },
  outcome: { description: 'Only requests that ended so.', schema: listOf({ ...text, enum: OUTCOMES }) },
  status: { description: 'Only requests answered with these HTTP statuses, as `429` or `5xx`.', schema: listOf(text) },
  session_id: { description: 'Only requests of these sessions.', schema: listOf(text) },
  limit: {
    description: 'The most rows of a page.',
    schema: { type: 'integer', minimum: 1, maximum: MOST_ROWS, default: DEFAULT_LIMIT },
  },
  cursor: {
    description: 'The `next_cursor` of the page before, with all other parameters as they were.',
    schema: text,
  },
};

export const USAGE_QUERY: readonly QueryParameter[] = USAGE_PARAMETERS.map((name) => ({ name, ...DESCRIBED[name] }));
