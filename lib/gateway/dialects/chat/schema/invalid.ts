import type { z } from 'zod';
import { AppError, ERROR_CODES, type ErrorCode } from '#lib/errors.ts';
import { isFlat } from './as-written.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const LONGEST_NAME = 64;

/** Converts a schema's first issue to an error that names the field: `messages[2].content`. */
export function toInvalidRequest(error: z.ZodError, body: unknown, prefix: Path = []): AppError {
  const issue = mostSpecific(error.issues[0] as Issue);
  const path = toWrittenPath(body, issue.path);
  const param = toParam([...prefix, ...path]);
  const value = valueAt(body, path);
  return new AppError(codeOf(issue, value), sentence(param, issue, value), param === '' ? {} : { param });
}

/** Maps a path in the result of `toNestedTool` back to the body as written. */
function toWrittenPath(body: unknown, path: Path): PropertyKey[] {
  let value = body;
  return path.filter((step, index) => {
    if (isFlat(value) && step === value.type && index < path.length - 1) return false;
    value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    return true;
  });
}

/** `['messages', 2, 'content']` → `messages[2].content`. */
const toParam = (path: Path): string =>
  path.reduce<string>((param, step) => {
    if (typeof step === 'number') return `${param}[${step}]`;
    const name = String(step).slice(0, LONGEST_NAME);
    return param === '' ? name : `${param}.${name}`;
  }, '');

/** Takes the branch of a union that matched most of the value: its issue is the deepest. */
function mostSpecific(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const complaints = issue.errors.map((branch) => mostSpecific(branch[0] as Issue));
  const deepest = complaints.reduce((best, next) => (depthOf(next) > depthOf(best) ? next : best));
  if (depthOf(deepest) === 0) return issue;
  return { ...deepest, path: [...issue.path, ...deepest.path] };
}

/** A branch that only saw a wrong type matched nothing. */
const depthOf = (issue: Issue): number =>
  issue.code === 'invalid_type' && issue.path.length === 0 ? 0 : issue.path.length + 1;

const valueAt = (body: unknown, path: Path): unknown =>
  path.reduce(
    (value: unknown, step) => (isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined),
    body,
  );

const isObject = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null;

function codeOf(issue: Issue, value: unknown): ErrorCode {
  if (issue.code === 'custom') {
    const code: unknown = issue.params?.code;
    return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) ? (code as ErrorCode) : 'invalid_value';
  }
  if (value === undefined) return 'missing_required_parameter';
  return isDiscriminator(issue) ? 'unsupported_value' : 'invalid_value';
}

function sentence(param: string, issue: Issue, value: unknown): string {
  const field = param === '' ? 'The request body' : `\`${param}\``;
  if (issue.code !== 'custom' && value === undefined) return `${field} is required: it ${requirement(issue)}`;
  return `${field} ${requirement(issue)}`;
}

const isDiscriminator = (issue: Issue) => issue.code === 'invalid_union' && issue.errors.length === 0;

function requirement(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${withArticle(issue.expected)}.`;
    case 'too_big':
      return `must ${sizeVerb(issue.origin)} at most ${size(issue.origin, issue.maximum)}.`;
    case 'too_small':
      return `must ${sizeVerb(issue.origin)} at least ${size(issue.origin, issue.minimum)}.`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map(String))}.`;
    case 'invalid_union':
      return `must be ${'options' in issue ? oneOf((issue.options ?? []).map(String)) : alternatives(issue)}.`;
    case 'invalid_key':
      return 'has a name that is too long.';
    default:
      return issue.message;
  }
}

const oneOf = (values: readonly string[]): string =>
  values.length === 1 ? `\`${values[0]}\`` : `one of ${values.map((value) => `\`${value}\``).join(', ')}`;

function alternatives(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const expected = issue.errors.flatMap(([first]) => {
    if (first?.code === 'invalid_type') return [withArticle(first.expected)];
    return first?.code === 'invalid_value' ? [oneOf(first.values.map(String))] : [];
  });
  return [...new Set(expected)].join(' or ');
}

const NOUNS: Record<string, string> = {
  int: 'a whole number',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};
const withArticle = (type: string): string => NOUNS[type] ?? `a ${type}`;

/** Units of counted things, singular and plural; everything else is measured by its value. */
const UNITS: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  record: ['entry', 'entries'],
  map: ['entry', 'entries'],
};
const sizeVerb = (origin: string) => (UNITS[origin] ? 'have' : 'be');

function size(origin: string, count: number | bigint): string {
  const [one, many] = UNITS[origin] ?? [];
  if (!one) return String(count);
  return `${count} ${Number(count) === 1 ? one : many}`;
}
