import { patternInstance } from './pattern-instance.ts';

type Schema = Record<string, unknown>;

const FORMATS: Record<string, string> = {
  'date-time': '2026-01-02T03:04:05Z',
  time: '03:04:05Z',
  date: '2026-01-02',
  duration: 'P1DT2H',
  email: 'sandbox@example.com',
  hostname: 'example.com',
  uri: 'https://example.com/sandbox',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '0b5a7e57-0000-4000-8000-000000000001',
};

const numberAt = (schema: Schema, key: string): number | undefined =>
  typeof schema[key] === 'number' ? schema[key] : undefined;

/** The number nearest to 1 that the limits allow. */
function numberInstance(schema: Schema, isInteger: boolean, nth: number): number {
  const step = numberAt(schema, 'multipleOf') ?? (isInteger ? 1 : 0.5);
  const above = numberAt(schema, 'exclusiveMinimum');
  const below = numberAt(schema, 'exclusiveMaximum');
  const low = Math.max(numberAt(schema, 'minimum') ?? -Infinity, above === undefined ? -Infinity : above + step / 2);
  const high = Math.min(numberAt(schema, 'maximum') ?? Infinity, below === undefined ? Infinity : below - step / 2);
  const wish = Math.min(Math.max(1, low), high) + nth * step;
  const rounded = Math.ceil(wish / step) * step;
  return rounded <= high ? rounded : Math.floor(high / step) * step;
}

function stringInstance(schema: Schema, name: string, nth: number): string {
  const { format, pattern } = schema;
  const known = typeof format === 'string' ? FORMATS[format] : undefined;
  if (known) return known;
  const shaped = typeof pattern === 'string' ? patternInstance(pattern) : null;
  if (shaped !== null) return shaped;
  const text = nth === 0 ? `sandbox ${name}` : `sandbox ${name} ${nth + 1}`;
  const least = Math.min(numberAt(schema, 'minLength') ?? 0, 10_000);
  return text.padEnd(least, 'x').slice(0, numberAt(schema, 'maxLength'));
}

/** A string, number, boolean or null that fits; a schema without a type gets a string. */
export function scalarInstance(
  schema: Schema,
  type: string | undefined,
  { name, nth }: { name: string; nth: number },
): unknown {
  switch (type) {
    case 'null':
      return null;
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return numberInstance(schema, type === 'integer', nth);
    default:
      return stringInstance(schema, name, nth);
  }
}
