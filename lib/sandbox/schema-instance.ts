import { scalarInstance } from './scalar-instance.ts';
import { resolveRef } from './validate/output-schema.ts';
import { isRecord } from './validate/shape.ts';

type Schema = Record<string, unknown>;

interface SchemaPosition {
  root: Schema;
  /** The property this value is for; texts contain it. */
  name: string;
  depth: number;
  /** Index among several array items, so that they differ. */
  nth: number;
  /** Remaining schemas that may be read, shared by all places: references can multiply without end. */
  budget: { left: number };
}

/** Below this depth only required properties are written, so that recursive schemas end. */
const FULL_DEPTH = 5;
const MAX_DEPTH = 40;
const MAX_ITEMS = 100;
const MAX_NODES = 2_000;

const records = (value: unknown): Schema[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const isSpent = ({ depth, budget }: SchemaPosition): boolean => depth > MAX_DEPTH || --budget.left < 0;

const deeper = (place: SchemaPosition, more: Partial<SchemaPosition> = {}): SchemaPosition => ({
  ...place,
  ...more,
  depth: place.depth + 1,
});

function resolve(node: Schema, root: Schema): Schema {
  if (typeof node.$ref !== 'string') return node;
  const { $ref, ...rest } = node;
  const target = resolveRef(root, $ref);
  return isRecord(target) ? { ...target, ...rest } : rest;
}

/** Merges two schemas that must both hold. */
function merge(one: Schema, other: Schema): Schema {
  const required = [
    ...(Array.isArray(one.required) ? one.required : []),
    ...(Array.isArray(other.required) ? other.required : []),
  ];
  const properties = {
    ...(isRecord(one.properties) ? one.properties : {}),
    ...(isRecord(other.properties) ? other.properties : {}),
  };
  return {
    ...one,
    ...other,
    ...(required.length > 0 ? { required } : {}),
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
  };
}

const isLeaf = (node: Schema): boolean => !('$ref' in node) && node.type !== 'object' && node.type !== 'array';

/** Resolves references and combinations, so that the schema directly describes a value. */
function flatten(node: Schema, place: SchemaPosition): Schema {
  const { allOf, anyOf, oneOf, ...own } = resolve(node, place.root);
  const branches = [...records(anyOf), ...records(oneOf)];
  const chosen = (place.depth >= FULL_DEPTH ? branches.find(isLeaf) : undefined) ?? branches[0];
  const parts = [...records(allOf), ...(chosen ? [chosen] : [])];
  if (isSpent(place)) return own;
  return parts.reduce<Schema>(
    (whole, part) => merge(whole, flatten(part, deeper(place))),
    '$ref' in own ? flatten(own, deeper(place)) : own,
  );
}

function typeOf({ type, properties, items, required }: Schema, depth: number): string | undefined {
  if (Array.isArray(type)) {
    const preferred = depth >= FULL_DEPTH ? type.find((name) => name === 'null') : type.find((name) => name !== 'null');
    return String(preferred ?? type[0]);
  }
  if (typeof type === 'string') return type;
  if (properties || required) return 'object';
  return items ? 'array' : undefined;
}

function objectInstance({ properties, required }: Schema, place: SchemaPosition): Schema {
  const schemas = isRecord(properties) ? properties : {};
  const must = Array.isArray(required) ? required.map(String) : [];
  const may = place.depth < FULL_DEPTH ? Object.keys(schemas).filter((name) => !must.includes(name)) : [];
  const entries = [...new Set(must), ...may].map((name) => {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : {};
    return [name, instanceAt(schema, deeper(place, { name, nth: 0 }))] as const;
  });
  return Object.fromEntries(entries);
}

function arrayInstance({ items, prefixItems, minItems, maxItems }: Schema, place: SchemaPosition): unknown[] {
  const fixed = Array.isArray(prefixItems) ? prefixItems : [];
  const least = typeof minItems === 'number' ? minItems : 0;
  const most = typeof maxItems === 'number' ? maxItems : MAX_ITEMS;
  const wish = items === false ? fixed.length : Math.max(least, fixed.length, place.depth < FULL_DEPTH ? 1 : 0);
  return Array.from({ length: Math.min(wish, most, MAX_ITEMS) }, (_, nth) =>
    instanceAt(nth < fixed.length ? fixed[nth] : items, deeper(place, { nth })),
  );
}

function instanceAt(schema: unknown, place: SchemaPosition): unknown {
  if (isSpent(place)) return null;
  const node = isRecord(schema) ? flatten(schema, place) : {};
  if ('const' in node) return node.const;
  if (Array.isArray(node.enum) && node.enum.length > 0) return node.enum[place.nth % node.enum.length];
  const type = typeOf(node, place.depth);
  if (type === 'object') return objectInstance(node, place);
  if (type === 'array') return arrayInstance(node, place);
  return scalarInstance(node, type, place);
}

/** A value that fits this JSON schema: the same schema always gives the same value. */
export const instanceOf = (schema: Schema): unknown =>
  instanceAt(schema, { root: schema, name: 'answer', depth: 0, nth: 0, budget: { left: MAX_NODES } });
