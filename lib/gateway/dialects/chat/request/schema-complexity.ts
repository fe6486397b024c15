import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import { isSchema, resolveRef, subschemas } from './json-schema.ts';
import type { StepBudget } from './step-budget.ts';

export interface Complexity {
  optional: number;
  unions: number;
}

/** References can lead in circles. */
const DEEPEST = 256;

/** What upstream counts before it compiles a schema, each use of a definition anew; null for recursion, foreign references, too much. */
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
