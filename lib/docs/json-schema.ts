import { z } from 'zod';
import { chatRequestSchema } from '#lib/gateway/dialects/chat/schema/request.ts';

/** The request as JSON Schema, derived from the schema that validates it. Unknown fields are allowed and ignored. */
export const requestJsonSchema = (): JsonSchema =>
  z.toJSONSchema(chatRequestSchema, {
    io: 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      unwrapOnly(jsonSchema as JsonSchema);
    },
  }) as JsonSchema;

/** Replaces a `oneOf` of a single schema by that schema. */
function unwrapOnly(schema: JsonSchema): void {
  const [only, ...others] = schema.oneOf ?? [];
  if (!only || others.length > 0) return;
  delete schema.oneOf;
  Object.assign(schema, only);
}

export type RequestField = keyof typeof chatRequestSchema.shape;

/** The defaults of absent fields. A test compares them with the translator. */
export const DEFAULTS: Partial<Record<RequestField, string>> = {
  max_tokens: '1024',
  n: '1',
  stream: 'false',
  tool_choice: '"auto"',
  parallel_tool_calls: 'true',
  service_tier: '"auto"',
  strict_params: 'false',
  include_adjustments: 'false',
};

/** The parts of JSON Schema that zod generates for our requests. */
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

/** A type in a table's notation: `number 0…2`, `"low" | "high"`, `string | array`. */
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
