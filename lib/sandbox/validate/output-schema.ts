import { isRecord } from './shape.ts';
import type { Rule } from './validate.ts';

const UNSUPPORTED = new Set(
  (
    'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength maxItems uniqueItems contains ' +
    'minContains maxContains minProperties maxProperties patternProperties propertyNames oneOf not if then else ' +
    'dependentRequired dependentSchemas'
  ).split(' '),
);
const FORMATS = new Set('date-time time date duration email hostname uri ipv4 ipv6 uuid'.split(' '));
const HARD_PATTERN = /\(\?[=!<]|\\[1-9]|\\b|\\B/;

const MAX_OPTIONAL = 24;
const MAX_UNIONS = 16;
/** References can multiply a small schema without end. */
const MAX_NODES = 10_000;
const TOO_COMPLEX = 'Schema is too complex for compilation.';

interface Walk {
  root: Record<string, unknown>;
  /** References on the current path, to detect a cycle. */
  following: readonly string[];
  counts: { optional: number; unions: number; nodes: number };
}

const children = (node: Record<string, unknown>): unknown[] => [
  ...(isRecord(node.properties) ? Object.values(node.properties) : []),
  ...['anyOf', 'allOf', 'prefixItems'].flatMap((key) => (Array.isArray(node[key]) ? (node[key] as unknown[]) : [])),
  ...(isRecord(node.items) ? [node.items] : []),
];

/** Resolves a local `#/…` reference; undefined when it leads nowhere. */
export function resolveRef(root: unknown, ref: string): unknown {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined;
  const steps = ref
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>((node, step) => (isRecord(node) ? node[step] : undefined), root);
}

function keywordProblem(node: Record<string, unknown>): string | null {
  const type = typeof node.type === 'string' ? node.type : 'any';
  const keyword = Object.keys(node).find((key) => UNSUPPORTED.has(key));
  if (keyword) return `For '${type}' type, property '${keyword}' is not supported`;
  if (node.minItems !== undefined && node.minItems !== 0 && node.minItems !== 1)
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported";
  if (typeof node.format === 'string' && !FORMATS.has(node.format))
    return `String format '${node.format}' is not supported`;
  if (typeof node.pattern === 'string' && HARD_PATTERN.test(node.pattern))
    return `Pattern '${node.pattern}' is not supported`;
  return null;
}

function objectProblem(node: Record<string, unknown>, { counts }: Walk): string | null {
  if (node.type !== 'object' && !('properties' in node)) return null;
  if (node.additionalProperties !== false)
    return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  const required = Array.isArray(node.required) ? node.required : [];
  const names = isRecord(node.properties) ? Object.keys(node.properties) : [];
  counts.optional += names.filter((name) => !required.includes(name)).length;
  return counts.optional > MAX_OPTIONAL ? TOO_COMPLEX : null;
}

function refProblem(ref: string, walk: Walk): string | null {
  const target = resolveRef(walk.root, ref);
  if (target === undefined) return `External or unknown $ref '${ref}' is not supported`;
  if (walk.following.includes(ref)) return `Circular $ref '${ref}' is not supported`;
  return nodeProblem(target, { ...walk, following: [...walk.following, ref] });
}

function nodeProblem(node: unknown, walk: Walk): string | null {
  if (!isRecord(node)) return 'Schema should be an object';
  walk.counts.nodes += 1;
  if (walk.counts.nodes > MAX_NODES) return TOO_COMPLEX;
  if (typeof node.$ref === 'string') return refProblem(node.$ref, walk);
  if (Array.isArray(node.type) || 'anyOf' in node) walk.counts.unions += 1;
  if (walk.counts.unions > MAX_UNIONS) return TOO_COMPLEX;
  const problem = keywordProblem(node) ?? objectProblem(node, walk);
  if (problem) return problem;
  for (const child of children(node)) {
    const inner = nodeProblem(child, walk);
    if (inner) return inner;
  }
  return null;
}

/** The reason why this schema cannot constrain an answer, or null. */
export const schemaProblem = (schema: Record<string, unknown>): string | null =>
  nodeProblem(schema, { root: schema, following: [], counts: { optional: 0, unions: 0, nodes: 0 } });

export const outputFormat: Rule = ({ output_config }, { abilities, upstreamIds }) => {
  const format = output_config?.format;
  if (!format) return null;
  if (!abilities.structuredOutputs) return `'${upstreamIds.anthropic}' does not support output format.`;
  const problem = schemaProblem(format.schema);
  return problem && `output_config.format.schema: ${problem}`;
};
