import { AppError } from '#lib/errors.ts';
import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import { type FieldNames, withAcceptedNames } from './field-names.ts';
import { isSchema, resolveRef, schemasIn } from './json-schema.ts';
import type { StepBudget } from './translation.ts';

export interface InputSchema {
  schema: JsonSchema;
  /** The alternatives that were merged into one object, in words for the tool's description; null when there were none. */
  alternatives: string | null;
  /** The fields that were renamed, because upstream refuses their names; null when none was. */
  fieldNames: FieldNames | null;
}

const COMBINATORS = ['oneOf', 'anyOf', 'allOf'] as const;

/**
 * A function's parameters as an `input_schema`: verbatim, except that upstream wants an object at the root, plain names
 * for its fields and no `oneOf`, `anyOf` or `allOf` there, which are merged.
 */
export function toInputSchema(
  parameters: JsonSchema | null | undefined,
  param: string,
  steps: StepBudget,
): InputSchema {
  if (parameters == null || Object.keys(parameters).length === 0) {
    return { schema: { type: 'object', properties: {} }, alternatives: null, fieldNames: null };
  }
  if (!isObjectType(parameters.type)) {
    throw new AppError('invalid_json_schema', `\`${param}\` must be of type \`object\` at its root.`, { param });
  }
  const isMerged = COMBINATORS.some((keyword) => Array.isArray(parameters[keyword]));
  const { schema, alternatives } = isMerged
    ? flatten(parameters, steps)
    : { schema: parameters.type === 'object' ? parameters : { ...parameters, type: 'object' }, alternatives: null };
  const named = withAcceptedNames(schema);
  return {
    schema: named?.schema ?? schema,
    alternatives: alternatives && describeAlternatives(alternatives, named?.names),
    fieldNames: named?.names ?? null,
  };
}

/** Absent counts as object: parameters always are one. */
const isObjectType = (type: unknown): boolean =>
  type == null || type === 'object' || (Array.isArray(type) && type.includes('object'));

function flatten(root: JsonSchema, steps: StepBudget): { schema: JsonSchema; alternatives: Alternatives | null } {
  const shape = new Flattening(root, steps).shapeOf(root);
  const { oneOf: _, anyOf: __, allOf: ___, required: ____, ...rest } = root;
  const schema: JsonSchema = { ...rest, type: 'object', properties: Object.fromEntries(shape.properties) };
  if (shape.required.size > 0) schema.required = [...shape.required];
  return { schema, alternatives: shape.alternatives };
}

/** The fields of each alternative. */
type Alternatives = readonly (readonly string[])[];

interface Shape {
  properties: ReadonlyMap<string, unknown>;
  required: ReadonlySet<unknown>;
  alternatives: Alternatives | null;
}

/** References can lead in circles. */
const DEEPEST = 256;

class Flattening {
  private readonly root: JsonSchema;
  private readonly steps: StepBudget;
  // Counted and written out once each, however many branches refer to them.
  private readonly sizes = new Map<unknown, number>();
  private readonly texts = new Map<unknown, string>();
  private depth = 0;

  constructor(root: JsonSchema, steps: StepBudget) {
    this.root = root;
    this.steps = steps;
  }

  /**
   * The union of all branches' properties. Required are those that every alternative requires, and all that `allOf`
   * does.
   */
  shapeOf(schema: JsonSchema): Shape {
    const target = schema.$ref === undefined ? schema : { ...resolveRef(this.root, schema.$ref), ...schema };
    const own = ownShape(target);
    const all = this.withAll(own, this.branches(target.allOf));
    return this.withAny(this.withAny(all, this.branches(target.oneOf)), this.branches(target.anyOf));
  }

  /** Branches beyond the step budget are ignored. */
  private branches(value: unknown): Shape[] {
    if (!Array.isArray(value) || this.depth >= DEEPEST || !this.steps.spend(value.length)) return [];
    this.depth++;
    const branches = schemasIn(value).filter(({ type }) => isObjectType(type));
    const shapes = branches.flatMap((branch) => (this.steps.spend(this.sizeOf(branch)) ? [this.shapeOf(branch)] : []));
    this.depth--;
    return shapes;
  }

  private sizeOf({ $ref, properties, required }: JsonSchema): number {
    const target = $ref === undefined ? undefined : resolveRef(this.root, $ref);
    const parts = [properties, required, target, target?.properties, target?.required];
    return parts.reduce<number>((sum, part) => sum + this.count(part), 0);
  }

  private count(part: unknown): number {
    if (typeof part !== 'object' || part === null) return 0;
    const count = this.sizes.get(part) ?? Object.keys(part).length;
    this.sizes.set(part, count);
    return count;
  }

  private withAll(shape: Shape, branches: Shape[]): Shape {
    const shapes = [shape, ...branches];
    if (branches.length === 0 || !this.mayMerge(shapes)) return shape;
    return {
      properties: this.merged(shapes, 'allOf'),
      required: new Set(shapes.flatMap((one) => [...one.required])),
      alternatives: shapes.find((one) => one.alternatives !== null)?.alternatives ?? null,
    };
  }

  private withAny(shape: Shape, branches: Shape[]): Shape {
    const [first, ...others] = branches;
    const shapes = [shape, ...branches];
    if (!first || !this.mayMerge(shapes)) return shape;
    const common = [...first.required].filter((name) => others.every((branch) => branch.required.has(name)));
    return {
      properties: this.merged(shapes, 'anyOf'),
      required: new Set([...shape.required, ...common]),
      alternatives: others.length > 0 ? branches.map(({ properties }) => [...properties.keys()]) : shape.alternatives,
    };
  }

  private mayMerge(shapes: readonly Shape[]): boolean {
    return this.steps.spend(shapes.reduce((sum, { properties, required }) => sum + properties.size + required.size, 0));
  }

  /** A field that two branches describe differently may be either, or under `allOf` must be both. */
  private merged(shapes: readonly Shape[], keyword: 'anyOf' | 'allOf'): Map<string, unknown> {
    const variants = new Map<string, Map<string, unknown>>();
    for (const { properties } of shapes) {
      for (const [name, schema] of properties) {
        const known = variants.get(name) ?? new Map<string, unknown>();
        variants.set(name, known.set(this.textOf(schema), schema));
      }
    }
    return new Map(
      [...variants].map(([name, known]) => {
        const schemas = [...known.values()];
        return [name, schemas.length === 1 ? schemas[0] : { [keyword]: schemas }];
      }),
    );
  }

  private textOf(schema: unknown): string {
    const text = this.texts.get(schema) ?? JSON.stringify(schema);
    this.texts.set(schema, text);
    return text;
  }
}

const ownShape = ({ properties, required }: JsonSchema): Shape => ({
  properties: new Map(isSchema(properties) ? Object.entries(properties) : []),
  required: new Set(Array.isArray(required) ? required : []),
  alternatives: null,
});

/** A list longer than this helps no model choose. */
const LONGEST_LIST = 10_000;

function describeAlternatives(alternatives: Alternatives, fieldNames: FieldNames | undefined): string {
  const length = alternatives.flat().reduce((sum, name) => sum + name.length, 0);
  if (length > LONGEST_LIST) return 'Give the fields of one alternative.';
  const list = alternatives.map((names) => `{${names.map((name) => fieldNames?.get(name) ?? name).join(', ')}}`);
  return `Give the fields of one of these: ${list.join(' or ')}.`;
}
