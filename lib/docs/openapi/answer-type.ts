import { type JsonSchema, toTypeText } from '../json-type.ts';

/** In a request null means absent and goes without saying; in an answer it is a value to expect. */
export function toAnswerType(schema: JsonSchema): string {
  const isNullable = (schema.anyOf ?? [schema]).some(({ type }) => [type].flat().includes('null'));
  return [toTypeText(schema), isNullable && 'null'].filter(Boolean).join(' | ');
}
