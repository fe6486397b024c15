import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import { isSchema } from './json-schema.ts';
import type { Dialect } from './schema-dialect.ts';

/**
 * Returns the keyword's current value, or `NOTHING` to leave it out. Requests changes to its neighbours with `later`.
 */
type Reading = (dialect: Dialect, value: unknown) => unknown;

export const NOTHING = Symbol('nothing');

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
/** Names that generators give to the same types; `any` is every type. */
const OTHER_TYPES: ReadonlyMap<string, string> = new Map([
  ...[...TYPES].map((type): [string, string] => [type.toUpperCase(), type]),
  ...Object.entries({ str: 'string', int: 'integer', long: 'integer', float: 'number', double: 'number' }),
  ...Object.entries({ bool: 'boolean', list: 'array', dict: 'object', none: 'null', ANY: 'any' }),
]);

const readType: Reading = (dialect, value) =>
  Array.isArray(value) ? readTypes(dialect, value) : readTypeName(dialect, value);

function readTypeName(dialect: Dialect, value: unknown): unknown {
  if (value === 'any' || value === 'ANY') return NOTHING;
  if (typeof value !== 'string') throw dialect.problem('must be the name of a type');
  const type = TYPES.has(value) ? value : OTHER_TYPES.get(value);
  if (type === undefined) throw dialect.problem(`must be one of ${[...TYPES].join(', ')}`);
  return type;
}

function readTypes(dialect: Dialect, types: unknown[]): unknown {
  const read = types.map((type) => readTypeName(dialect, type));
  if (read.length === 0 || read.includes(NOTHING)) return NOTHING;
  const unique = [...new Set(read)];
  return unique.length === types.length && unique.every((type, index) => type === types[index]) ? types : unique;
}

/** OpenAPI 2 and draft 3 mark a required field in the field itself. */
function readProperties(dialect: Dialect, value: unknown): unknown {
  const properties = dialect.named(value);
  if (!isSchema(value)) return properties;
  const marked = Object.keys(value).filter((name) => isSchema(value[name]) && value[name].required === true);
  if (marked.length > 0) {
    dialect.later((schema) => {
      schema.required = [...new Set([...(Array.isArray(schema.required) ? schema.required : []), ...marked])];
    });
  }
  return properties;
}

/** A list of schemas, one for each place, was the older `prefixItems`. */
function readItems(dialect: Dialect, value: unknown): unknown {
  if (!Array.isArray(value)) return dialect.schema(value);
  const prefixItems = dialect.schemas(value);
  if (prefixItems === NOTHING) return NOTHING;
  dialect.later((schema) => {
    const { additionalItems, ...rest } = schema;
    replaceWith(schema, { ...rest, prefixItems, ...(additionalItems !== undefined && { items: additionalItems }) });
  });
  return NOTHING;
}

/** Draft 4 has a boolean beside the limit. */
const exclusive =
  (limit: 'minimum' | 'maximum', keyword: 'exclusiveMinimum' | 'exclusiveMaximum'): Reading =>
  (dialect, value) => {
    if (typeof value !== 'boolean') return readNumber(dialect, value);
    if (value) {
      dialect.later((schema) => {
        if (schema[limit] === undefined) return;
        schema[keyword] = schema[limit];
        delete schema[limit];
      });
    }
    return NOTHING;
  };

/** OpenAPI 3.0. */
function readNullable(dialect: Dialect, value: unknown): unknown {
  if (value === true) dialect.later(allowNull);
  return NOTHING;
}

const NULL = { type: 'null' };

function allowNull(schema: JsonSchema): void {
  const { type, anyOf, oneOf } = schema;
  if (Array.isArray(anyOf)) schema.anyOf = [...anyOf, NULL];
  else if (Array.isArray(oneOf)) schema.oneOf = [...oneOf, NULL];
  else if (schema.$ref !== undefined || schema.allOf !== undefined)
    replaceWith(schema, { anyOf: [{ ...schema }, NULL] });
  else {
    if (type !== undefined) schema.type = [...new Set([type, 'null'].flat())];
    if (Array.isArray(schema.enum)) schema.enum = [...new Set([...schema.enum, null])];
    else if ('const' in schema) replaceWith(schema, { ...schema, const: undefined, enum: [schema.const, null] });
  }
}

function replaceWith(schema: JsonSchema, other: JsonSchema): void {
  for (const keyword of Object.keys(schema)) delete schema[keyword];
  for (const [keyword, value] of Object.entries(other)) if (value !== undefined) schema[keyword] = value;
}

/** Older generators wrote an anchor as an id; only an address without a fragment is an id today. */
function readId(dialect: Dialect, value: unknown): unknown {
  const text = readText(dialect, value) as string;
  if (/^[^#]*#?$/.test(text)) return value;
  anchor(dialect, text);
  return NOTHING;
}

/** Draft 4. It has no meaning today, except as the target of a reference. */
function readOldId(dialect: Dialect, value: unknown): unknown {
  if (typeof value === 'string') anchor(dialect, value);
  return value;
}

const ANCHOR = /^[A-Za-z_][\w.-]*$/;

function anchor(dialect: Dialect, id: string): void {
  const name = id.slice(1);
  if (!id.startsWith('#') || !ANCHOR.test(name)) return;
  dialect.later((schema) => {
    schema.$anchor ??= name;
  });
}

/** No reference can lead to an invalid name, so it is dropped. */
const readAnchor: Reading = (_dialect, value) => (typeof value === 'string' && ANCHOR.test(value) ? value : NOTHING);

const numberOf = (value: unknown): number => {
  if (typeof value === 'number') return value;
  return JSON.isRawJSON(value) ? Number(JSON.stringify(value)) : Number.NaN;
};

function readNumber(dialect: Dialect, value: unknown): unknown {
  if (Number.isNaN(numberOf(value))) throw dialect.problem('must be a number');
  return value;
}

function readPositive(dialect: Dialect, value: unknown): unknown {
  if (!(numberOf(value) > 0)) throw dialect.problem('must be a number above 0');
  return value;
}

function readCount(dialect: Dialect, value: unknown): unknown {
  const count = numberOf(value);
  if (!Number.isInteger(count) || count < 0) throw dialect.problem('must be a whole number of at least 0');
  return value;
}

function readText(dialect: Dialect, value: unknown): unknown {
  if (typeof value !== 'string') throw dialect.problem('must be a text');
  return value;
}

function readBoolean(dialect: Dialect, value: unknown): unknown {
  if (typeof value !== 'boolean') throw dialect.problem('must be true or false');
  return value;
}

function readEnum(dialect: Dialect, value: unknown): unknown {
  if (!Array.isArray(value)) throw dialect.problem('must be a list of values');
  return value;
}

const readSchema: Reading = (dialect, value) => dialect.schema(value);
const readSchemas: Reading = (dialect, value) => dialect.schemas(value);
const readNamed: Reading = (dialect, value) => dialect.named(value);
const readWords: Reading = (_dialect, value) => (typeof value === 'string' ? value : JSON.stringify(value));
const readMark: Reading = (_dialect, value) => (typeof value === 'boolean' ? value : NOTHING);

/** Readers of the known keywords; unknown ones stay as they are. */
export const KEYWORDS: ReadonlyMap<string, Reading> = new Map(
  Object.entries({
    type: readType,
    properties: readProperties,
    required: (dialect, value) => (typeof value === 'boolean' ? NOTHING : dialect.names(value)),
    enum: readEnum,
    items: readItems,
    nullable: readNullable,
    exclusiveMinimum: exclusive('minimum', 'exclusiveMinimum'),
    exclusiveMaximum: exclusive('maximum', 'exclusiveMaximum'),
    ...keywords('minimum maximum', readNumber),
    multipleOf: readPositive,
    ...keywords('minLength maxLength minItems maxItems minProperties maxProperties minContains maxContains', readCount),
    ...keywords('pattern format $ref $dynamicRef', readText),
    ...keywords('$anchor $dynamicAnchor', readAnchor),
    ...keywords('contentEncoding contentMediaType', readText),
    ...keywords('title description $comment $schema', readWords),
    examples: (_dialect, value) => (Array.isArray(value) ? value : [value]),
    uniqueItems: readBoolean,
    ...keywords('deprecated readOnly writeOnly', readMark),
    $id: readId,
    id: readOldId,
    ...keywords('additionalProperties unevaluatedProperties propertyNames', readSchema),
    ...keywords('additionalItems unevaluatedItems contains contentSchema not if then else', readSchema),
    ...keywords('anyOf oneOf allOf prefixItems', readSchemas),
    ...keywords('$defs definitions patternProperties dependentSchemas', readNamed),
    dependentRequired: (dialect, value) => dialect.named(value, (member) => dialect.names(member)),
    dependencies: (dialect, value) =>
      dialect.named(value, (member) => (Array.isArray(member) ? dialect.names(member) : dialect.schema(member))),
  } satisfies Record<string, Reading>),
);

function keywords(names: string, read: Reading): Record<string, Reading> {
  return Object.fromEntries(names.split(' ').map((name) => [name, read]));
}
