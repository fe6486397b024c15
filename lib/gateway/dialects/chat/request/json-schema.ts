import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import type { StepBudget } from './translation.ts';

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

export const schemasIn = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** Resolves an internal `$ref` within the root, such as `#/$defs/Address`; undefined when it leads nowhere. */
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
function subschemas(schema: JsonSchema): JsonSchema[] {
  return [
    ...(isSchema(schema.properties) ? Object.values(schema.properties).filter(isSchema) : []),
    ...schemasIn(schema.anyOf),
    ...schemasIn(schema.allOf),
    ...(isSchema(schema.items) ? [schema.items] : []),
  ];
}

interface Complexity {
  optional: number;
  unions: number;
}

/** References can lead in circles. */
const DEEPEST = 256;

/**
 * The complexity that upstream counts before it compiles a schema, each use of a definition anew; null for recursion,
 * foreign references and too large schemas.
 */
export function complexityOf(root: JsonSchema, steps: StepBudget): Complexity | null {
  const complexity: Complexity = { optional: 0, unions: 0 };
  const open = new Set<JsonSchema>();
  return visit(root) ? complexity : null;

  function visit(node: JsonSchema): boolean {
    if (open.has(node) || open.size > DEEPEST || !steps.spend(1 + sizeOf(node))) return false;
    count(node, complexity);
    open.add(node);
    const isSound = isResolved(node.$ref) && subschemas(node).every(visit);
    open.delete(node);
    return isSound;
  }

  function isResolved(ref: unknown): boolean {
    if (ref === undefined) return true;
    const target = resolveRef(root, ref);
    return target !== undefined && visit(target);
  }
}

function count(schema: JsonSchema, complexity: Complexity): void {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const names = isSchema(schema.properties) ? Object.keys(schema.properties) : [];
  complexity.optional += names.filter((name) => !required.has(name)).length;
  if (Array.isArray(schema.anyOf) || Array.isArray(schema.type)) complexity.unions++;
}

const sizeOf = ({ properties, required, anyOf, allOf }: JsonSchema): number =>
  [properties, required, anyOf, allOf].reduce<number>((sum, part) => sum + (part ? Object.keys(part).length : 0), 0);
