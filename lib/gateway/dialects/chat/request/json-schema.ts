import type { JsonSchema } from '#lib/gateway/messages/request.ts';

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

export const schemasIn = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** What an internal `$ref` points at, or undefined: `#/$defs/Address` within the root. */
export function resolveRef(root: JsonSchema, ref: unknown): JsonSchema | undefined {
  if (typeof ref !== 'string' || !ref.startsWith('#')) return undefined;
  const steps = ref.slice(1).split('/').slice(1);
  const target = steps.reduce<unknown>((node, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof node === 'object' && node !== null && Object.hasOwn(node, key)
      ? (node as JsonSchema)[key]
      : undefined;
  }, root);
  return isSchema(target) ? target : undefined;
}

/** The schemas a schema applies. Definitions apply where they are referred to; `enum`, `const` and `default` hold data. */
export function subschemas(schema: JsonSchema): JsonSchema[] {
  return [
    ...(isSchema(schema.properties) ? Object.values(schema.properties).filter(isSchema) : []),
    ...schemasIn(schema.anyOf),
    ...schemasIn(schema.allOf),
    ...(isSchema(schema.items) ? [schema.items] : []),
  ];
}
