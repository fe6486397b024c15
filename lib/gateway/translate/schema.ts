import { AppError } from '#lib/errors.ts';
import type { JsonSchema } from '../anthropic/request.ts';
import { isSchema, resolveRef, schemasIn } from './json-schema.ts';

export interface InputSchema {
  schema: JsonSchema;
  /** The alternatives that were merged into one object, in words for the tool's description; null when there were none. */
  alternatives: string | null;
}

const COMBINATORS = ['oneOf', 'anyOf', 'allOf'] as const;

/**
 * A function's parameters as an `input_schema`: verbatim, except that upstream wants an object at the root and no
 * `oneOf`, `anyOf` or `allOf` there, which are merged.
 */
export function toInputSchema(parameters: JsonSchema | null | undefined, param: string): InputSchema {
  if (parameters == null || Object.keys(parameters).length === 0) {
    return { schema: { type: 'object', properties: {} }, alternatives: null };
  }
  if (!isObjectType(parameters.type)) {
    throw new AppError('invalid_json_schema', `\`${param}\` must be of type \`object\` at its root.`, { param });
  }
  const isMerged = COMBINATORS.some((keyword) => Array.isArray(parameters[keyword]));
  if (isMerged) return flatten(parameters);
  const schema = parameters.type === 'object' ? parameters : { ...parameters, type: 'object' };
  return { schema, alternatives: null };
}

/** Absent counts as object: parameters always are one. */
const isObjectType = (type: unknown): boolean =>
  type == null || type === 'object' || (Array.isArray(type) && type.includes('object'));

function flatten(root: JsonSchema): InputSchema {
  const shape = new Flattening(root).shapeOf(root);
  const { oneOf: _, anyOf: __, allOf: ___, required: ____, ...rest } = root;
  const schema: JsonSchema = { ...rest, type: 'object', properties: Object.fromEntries(shape.properties) };
  if (shape.required.size > 0) schema.required = [...shape.required];
  return { schema, alternatives: shape.alternatives };
}

interface Shape {
  properties: Map<string, unknown>;
  required: Set<unknown>;
  alternatives: string | null;
}

/** Branches may name each other; past this many, what is left of them is ignored. */
const MAX_BRANCHES = 1_000;

class Flattening {
  private readonly root: JsonSchema;
  private branchesLeft = MAX_BRANCHES;

  constructor(root: JsonSchema) {
    this.root = root;
  }

  /** The union of all branches' properties. Required is what every alternative requires, and all that `allOf` requires. */
  shapeOf(schema: JsonSchema): Shape {
    const target = schema.$ref === undefined ? schema : { ...resolveRef(this.root, schema.$ref), ...schema };
    const own = ownShape(target);
    const all = withAll(own, this.branches(target.allOf));
    return withAny(withAny(all, this.branches(target.oneOf)), this.branches(target.anyOf));
  }

  private branches(value: unknown): Shape[] {
    const branches = schemasIn(value).filter(({ type }) => isObjectType(type));
    return branches.flatMap((branch) => (this.branchesLeft-- > 0 ? [this.shapeOf(branch)] : []));
  }
}

const ownShape = ({ properties, required }: JsonSchema): Shape => ({
  properties: new Map(isSchema(properties) ? Object.entries(properties) : []),
  required: new Set(Array.isArray(required) ? required : []),
  alternatives: null,
});

function withAll(shape: Shape, branches: Shape[]): Shape {
  if (branches.length === 0) return shape;
  const shapes = [shape, ...branches];
  return {
    properties: mergedProperties(shapes, 'allOf'),
    required: new Set(shapes.flatMap((one) => [...one.required])),
    alternatives: shapes.find((one) => one.alternatives !== null)?.alternatives ?? null,
  };
}

function withAny(shape: Shape, branches: Shape[]): Shape {
  const [first, ...others] = branches;
  if (!first) return shape;
  const common = [...first.required].filter((name) => others.every((branch) => branch.required.has(name)));
  return {
    properties: mergedProperties([shape, ...branches], 'anyOf'),
    required: new Set([...shape.required, ...common]),
    alternatives: others.length > 0 ? describeAlternatives(branches) : shape.alternatives,
  };
}

const describeAlternatives = (branches: Shape[]): string =>
  `Give the fields of one of these: ${branches.map((branch) => `{${[...branch.properties.keys()].join(', ')}}`).join(' or ')}.`;

/** A field that two branches describe differently may be either, or under `allOf` must be both. */
function mergedProperties(shapes: Shape[], keyword: 'anyOf' | 'allOf'): Map<string, unknown> {
  const variants = new Map<string, Map<string, unknown>>();
  for (const [name, schema] of shapes.flatMap((shape) => [...shape.properties])) {
    const known = variants.get(name) ?? new Map<string, unknown>();
    variants.set(name, known.set(JSON.stringify(schema), schema));
  }
  return new Map(
    [...variants].map(([name, known]) => {
      const schemas = [...known.values()];
      return [name, schemas.length === 1 ? schemas[0] : { [keyword]: schemas }];
    }),
  );
}
