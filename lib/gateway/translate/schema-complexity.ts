import type { JsonSchema } from '../anthropic/request.ts';
import { isSchema, resolveRef, subschemas } from './json-schema.ts';

export interface Complexity {
  optional: number;
  unions: number;
}

/** References can multiply a small schema without end. */
const MAX_NODES = 10_000;
const DEEPEST = 256;

/** What upstream counts before it compiles a schema, each use of a definition anew; null for recursion, foreign references, too much. */
export function complexityOf(root: JsonSchema): Complexity | null {
  const complexity: Complexity = { optional: 0, unions: 0 };
  const open = new Set<JsonSchema>();
  let nodesLeft = MAX_NODES;
  return visit(root) ? complexity : null;

  function visit(node: JsonSchema): boolean {
    if (open.has(node) || open.size > DEEPEST || nodesLeft-- === 0) return false;
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
