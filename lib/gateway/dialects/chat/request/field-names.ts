import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import { isSchema } from './json-schema.ts';
import { withHash } from './tool-calls.ts';

/** Field names that upstream accepts for a tool; it checks the fields of the root alone. */
const ACCEPTED = /^[a-zA-Z0-9_.-]{1,64}$/;
const LONGEST = 64;

/** The names a tool's fields are sent under, by the customer's; only those that differ. */
export type FieldNames = ReadonlyMap<string, string>;

/** A schema whose root has no field that upstream refuses, and the names that were changed; null when none was. */
export function withAcceptedNames(schema: JsonSchema): { schema: JsonSchema; names: FieldNames } | null {
  if (!isSchema(schema.properties)) return null;
  const fields = Object.keys(schema.properties);
  const refused = fields.filter((name) => !ACCEPTED.test(name));
  if (refused.length === 0) return null;
  const taken = new Set(fields);
  const names = new Map<string, string>();
  for (const name of refused) {
    const accepted = toAccepted(name, taken);
    taken.add(accepted);
    names.set(name, accepted);
  }
  return { schema: withReferences(renamed(schema, names), names) as JsonSchema, names };
}

/**
 * `filter[state]` → `filter_state`. Depends on the tool alone, so that it is the same in all turns of a conversation.
 */
function toAccepted(name: string, taken: ReadonlySet<string>): string {
  const readable = name.replace(/[^a-zA-Z0-9_.-]+/g, '_').replace(/^_+|_+$/g, '') || 'field';
  return readable.length <= LONGEST && !taken.has(readable) ? readable : withHash(readable, name, LONGEST);
}

/** Keywords that apply to the same object as the root, and so have the same fields. */
const SAME_OBJECT = new Set(['if', 'then', 'else', 'not']);
const BY_FIELD = new Set(['properties', 'dependentRequired', 'dependentSchemas', 'dependencies']);

function renamed(schema: JsonSchema, names: FieldNames): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (keyword === 'required') return [keyword, renamedList(value, names)];
    if (keyword === 'propertyNames' && isSchema(value) && Array.isArray(value.enum))
      return [keyword, { ...value, enum: renamedList(value.enum, names) }];
    if (BY_FIELD.has(keyword) && isSchema(value)) return [keyword, renamedFields(keyword, value, names)];
    return [keyword, SAME_OBJECT.has(keyword) && isSchema(value) ? renamed(value, names) : value];
  });
  return Object.fromEntries(entries);
}

function renamedFields(keyword: string, fields: JsonSchema, names: FieldNames): JsonSchema {
  const entries = Object.entries(fields).map(([name, value]): [string, unknown] => {
    const accepted = names.get(name);
    if (keyword === 'properties') return accepted === undefined ? [name, value] : [accepted, withTrueName(value, name)];
    const same = isSchema(value) ? renamed(value, names) : renamedList(value, names);
    return [accepted ?? name, same];
  });
  return Object.fromEntries(entries);
}

const renamedList = (list: unknown, names: FieldNames): unknown =>
  Array.isArray(list) ? list.map((name) => (typeof name === 'string' ? (names.get(name) ?? name) : name)) : list;

/** Without a description, its name is all the model knows of a field. */
const withTrueName = (schema: unknown, name: string): unknown =>
  isSchema(schema) && schema.description === undefined ? { ...schema, description: name } : schema;

/** References may lead through a field of the root. */
function withReferences(value: unknown, names: FieldNames): unknown {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, names));
  if (!isSchema(value)) return value;
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    key === '$ref' && typeof member === 'string' ? toAcceptedPointer(member, names) : withReferences(member, names),
  ]);
  return Object.fromEntries(entries);
}

function toAcceptedPointer(pointer: string, names: FieldNames): string {
  const [root, keyword, field, ...rest] = pointer.split('/');
  if (root !== '#' || keyword !== 'properties' || field === undefined) return pointer;
  const name = decoded(field).replaceAll('~1', '/').replaceAll('~0', '~');
  return [root, keyword, names.get(name) ?? field, ...rest].join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
