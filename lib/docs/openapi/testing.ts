import { z } from 'zod';
import type { JsonSchema } from '../json-schema.ts';
import { openApiDocument } from './document.ts';

const schemas = JSON.parse(JSON.stringify(openApiDocument())).components.schemas as Record<string, JsonSchema>;

/**
 * The violations of a value against the document's schema of this name. Objects are treated as closed, so that an
 * undocumented field is a violation too.
 */
export function complaintsAbout(name: string, value: unknown): string[] {
  const schema = z.fromJSONSchema(closed(schemas[name] ?? { not: {} }) as Parameters<typeof z.fromJSONSchema>[0]);
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in inner && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}
