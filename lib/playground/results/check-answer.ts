import { type Schema, Validator } from '@cfworker/json-schema';
import type { Format } from '../document.ts';
import { isObject, parseJsonText } from '../request/json-text.ts';

/** Whether an answer has the requested format. `text` accepts any. */
export type AnswerCheck =
  | { kind: 'text' }
  | { kind: 'valid'; value: unknown }
  | { kind: 'not_json' }
  /** `path` is a JSON pointer into the answer. */
  | { kind: 'invalid'; value: unknown; errors: { path: string; message: string }[] }
  | { kind: 'bad_schema'; message: string };

/** The validator interprets the schema. Compiling it would need `eval`, which the content security policy forbids. */
export function checkAnswer(text: string, { type, schema: answer }: Format): AnswerCheck {
  if (type === 'text') return { kind: 'text' };
  const value = parseJsonText(text);
  if (value === undefined) return { kind: 'not_json' };
  if (type === 'json_object')
    return isObject(value)
      ? { kind: 'valid', value }
      : { kind: 'invalid', value, errors: [{ path: '', message: 'Not an object.' }] };
  const schema = parseJsonText(answer?.schema ?? '');
  return isObject(schema) ? checkBySchema(value, schema) : { kind: 'valid', value };
}

export function checkBySchema(value: unknown, schema: Schema): AnswerCheck {
  try {
    const { valid, errors } = new Validator(schema, '2020-12', false).validate(value);
    if (valid) return { kind: 'valid', value };
    return { kind: 'invalid', value, errors: deepest(errors) };
  } catch (error) {
    return { kind: 'bad_schema', message: error instanceof Error ? error.message : String(error) };
  }
}

type Unit = ReturnType<Validator['validate']>['errors'][number];

/** All keywords on the path to an error report it; only the deepest one names the error itself. */
function deepest(errors: readonly Unit[]): { path: string; message: string }[] {
  const leaves = errors.filter(
    ({ keywordLocation }) => !errors.some((other) => other.keywordLocation.startsWith(`${keywordLocation}/`)),
  );
  return leaves.map(({ instanceLocation, error }) => ({ path: instanceLocation.replace(/^#/, ''), message: error }));
}
