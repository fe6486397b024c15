import { z } from 'zod';
import { chatRequestSchema } from '#lib/gateway/dialects/chat/schema/request.ts';
import type { JsonSchema } from './json-type.ts';

/** The request as JSON Schema, from the very schema that checks it. Unknown fields are allowed: they are left out. */
export const requestJsonSchema = (): JsonSchema =>
  z.toJSONSchema(chatRequestSchema, {
    io: 'output',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      unwrapOnly(jsonSchema as JsonSchema);
    },
  }) as JsonSchema;

/** A `oneOf` with a single schema says no more than that schema. */
function unwrapOnly(schema: JsonSchema): void {
  const [only, ...others] = schema.oneOf ?? [];
  if (!only || others.length > 0) return;
  delete schema.oneOf;
  Object.assign(schema, only);
}

export type RequestField = keyof typeof chatRequestSchema.shape;

export const REQUEST_FIELDS = Object.keys(chatRequestSchema.shape) as RequestField[];

/** What a field counts as when it is absent, where that is anything. A test asks the translator. */
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
