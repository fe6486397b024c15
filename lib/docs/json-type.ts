/** The parts of JSON Schema that zod writes for our requests. */
export interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  description?: string;
  [keyword: string]: unknown;
}

const SAFE = Number.MAX_SAFE_INTEGER;
const MOST_VALUES = 8;

/** A type as a reader of a table wants it: `number 0…2`, `"low" | "high"`, `string | array`. */
export function toTypeText(schema: JsonSchema): string {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return unique(options.filter((option) => option.type !== 'null').map(toTypeText)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum && schema.enum.length <= MOST_VALUES)
    return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const types = [schema.type ?? 'any'].flat().filter((type) => type !== 'null');
  return types.map((type) => (isNumeric(type) ? `${type}${rangeOf(schema)}` : type)).join(' | ');
}

const isNumeric = (type: string): boolean => type === 'number' || type === 'integer';

function rangeOf({ minimum, maximum }: JsonSchema): string {
  const low = minimum !== undefined && minimum > -SAFE ? minimum : undefined;
  const high = maximum !== undefined && maximum < SAFE ? maximum : undefined;
  if (low !== undefined && high !== undefined) return ` ${low}…${high}`;
  return low === undefined ? '' : ` ≥ ${low}`;
}

const unique = (texts: string[]): string[] => [...new Set(texts)];
