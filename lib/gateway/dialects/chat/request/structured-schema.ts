import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import { complexityOf, isSchema } from './json-schema.ts';
import type { StepBudget, Translation } from './translation.ts';

/** Upstream's limits for compiled schemas in one request. */
export const STRUCTURE_LIMITS = { optional: 24, unions: 16, strictTools: 20 };

export interface StructuredSchema {
  schema: JsonSchema;
  optional: number;
  unions: number;
  /** Whether the schema differs from the customer's. */
  isChanged: boolean;
}

/** A schema in the form of structured outputs; null for open objects, recursion and too much choice. */
export function toStructuredSchema(root: JsonSchema, steps: StepBudget): StructuredSchema | null {
  const walk = new Walk(steps);
  const schema = walk.closed(root);
  const complexity = walk.isFit ? complexityOf(schema, steps) : null;
  if (complexity === null) return null;
  const { optional, unions } = complexity;
  const isSmall = optional <= STRUCTURE_LIMITS.optional && unions <= STRUCTURE_LIMITS.unions;
  return isSmall ? { schema, optional, unions, isChanged: walk.isChanged } : null;
}

class Walk {
  isFit = true;
  isChanged = false;
  private readonly steps: StepBudget;

  constructor(steps: StepBudget) {
    this.steps = steps;
  }

  closed(schema: JsonSchema): JsonSchema {
    this.isFit &&= this.steps.spend(1);
    if (!this.isFit) return schema;
    const moved: JsonSchema = {};
    const entries = Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
      const kept = this.keyword(key, value);
      if (kept.length === 0) moved[key] = value;
      return kept;
    });
    if (entries.length < Object.keys(schema).length) this.isChanged = true;
    const copy: JsonSchema = Object.fromEntries(entries);
    this.close(copy);
    return this.described(copy, moved);
  }

  /** The keyword as upstream takes it; empty when it must become words. */
  private keyword(key: string, value: unknown): [string, unknown][] {
    switch (key) {
      case 'properties':
      case '$defs':
      case 'definitions':
        return [[key, this.byName(value)]];
      case 'items':
        return [[key, this.one(value)]];
      case 'anyOf':
      case 'allOf':
        return [[key, this.list(value)]];
      case 'oneOf':
        this.isChanged = true;
        return [['anyOf', this.list(value)]];
      case 'additionalProperties':
        if (value !== false) this.isFit = false;
        return [[key, false]];
      case 'patternProperties':
        this.isFit = false;
        return [];
      case 'format':
        return typeof value === 'string' && KNOWN_FORMATS.has(value) ? [[key, value]] : [];
      case 'pattern':
        return isSimplePattern(value) ? [[key, value]] : [];
      case 'minItems':
        return value === 0 || value === 1 ? [[key, value]] : [];
      default:
        return isKept(key) ? [[key, value]] : [];
    }
  }

  private one(value: unknown): unknown {
    if (isSchema(value)) return this.closed(value);
    this.isFit = false; // true, false and lists: no single schema to compile
    return value;
  }

  private list(value: unknown): unknown {
    return Array.isArray(value) ? value.map((item) => this.one(item)) : value;
  }

  private byName(value: unknown): unknown {
    if (!isSchema(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.one(item)]));
  }

  /** An object is closed when it lists its fields; one that lists none is open, and closing it would leave only `{}`. */
  private close(schema: JsonSchema): void {
    const isObject = schema.properties !== undefined || schema.type === 'object' || isListing(schema.type, 'object');
    if (isObject && schema.additionalProperties === undefined) {
      if (!isSchema(schema.properties) || Object.keys(schema.properties).length === 0) this.isFit = false;
      schema.additionalProperties = false;
      this.isChanged = true;
    }
    const isAnything = !['type', 'anyOf', 'allOf', '$ref', 'enum', 'const', 'properties'].some((key) => key in schema);
    if (isAnything) this.isFit = false;
  }

  private described(schema: JsonSchema, moved: JsonSchema): JsonSchema {
    const words = describeConstraints(moved);
    if (words === '') return schema;
    return { ...schema, description: [schema.description, words].filter(Boolean).join(' ') };
  }
}

const isListing = (type: unknown, name: string): boolean => Array.isArray(type) && type.includes(name);

/** Keywords structured outputs take as they are. */
const KEPT = new Set([
  'type',
  'title',
  'description',
  'enum',
  'const',
  'default',
  'required',
  '$ref',
  '$schema',
  '$id',
]);

/** Annotations that say nothing about the value. */
const SILENT = new Set(['$comment', 'examples', 'readOnly', 'writeOnly', 'deprecated']);

export const isKept = (keyword: string): boolean => KEPT.has(keyword);

const KNOWN_FORMATS = new Set([
  'date-time',
  'time',
  'date',
  'duration',
  'email',
  'hostname',
  'uri',
  'ipv4',
  'ipv6',
  'uuid',
]);

/** No look-around, back-references or word boundaries. */
const isSimplePattern = (pattern: unknown): boolean =>
  typeof pattern === 'string' && !/\(\?[=!<]|\\[1-9bBk]/.test(pattern);

/** Constraints upstream cannot compile, in words the model can follow. */
function describeConstraints(constraints: JsonSchema): string {
  const words = Object.entries(constraints)
    .filter(([keyword]) => !SILENT.has(keyword) && keyword !== 'format')
    .map(([keyword, value]) => `${keyword} ${JSON.stringify(value)}`);
  return words.length === 0 ? '' : `Must satisfy: ${words.join('; ')}.`;
}

/** Decides which tools may be strict: upstream compiles all their schemas together and refuses too large a sum. */
export class StrictTools {
  private readonly translation: Translation;
  private count = 0;
  private optional = 0;
  private unions = 0;

  constructor(translation: Translation) {
    this.translation = translation;
  }

  /** Counts the schema in when it fits exactly as it is; otherwise the tool goes without `strict`. */
  accepts(schema: JsonSchema, param: string): boolean {
    const { model, log, schemaSteps } = this.translation;
    const structured = model.abilities.structuredOutputs ? toStructuredSchema(schema, schemaSteps) : null;
    if (structured !== null && !structured.isChanged && this.hasRoomFor(structured)) {
      this.count++;
      this.optional += structured.optional;
      this.unions += structured.unions;
      return true;
    }
    log.note(param, 'dropped', 'Upstream cannot enforce this schema strictly, so the tool was sent without `strict`.');
    return false;
  }

  private hasRoomFor({ optional, unions }: StructuredSchema): boolean {
    return (
      this.count < STRUCTURE_LIMITS.strictTools &&
      this.optional + optional <= STRUCTURE_LIMITS.optional &&
      this.unions + unions <= STRUCTURE_LIMITS.unions
    );
  }
}
