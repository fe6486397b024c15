import { AppError } from '#lib/errors.ts';
import type { JsonSchema } from '#lib/gateway/messages/request.ts';
import { KEYWORDS, NOTHING } from './dialect-keywords.ts';
import { isSchema } from './json-schema.ts';

/**
 * Converts a schema to JSON Schema 2020-12, the only dialect upstream takes. Forms of older drafts, OpenAPI and
 * generators are rewritten where the meaning stays the same. A current schema is returned as the same object.
 * @param owner as OpenAI's errors name it: `function 'look'`
 * @throws AppError `invalid_json_schema` for a value that is a schema in no dialect
 */
export function toCurrentDialect(schema: JsonSchema, param: string, owner: string): JsonSchema {
  const current = new Dialect(param, owner).schema(schema) as JsonSchema;
  if (current === schema || current.$schema === undefined) return current;
  const { $schema: _, ...rest } = current; // it names the old dialect
  return rest;
}

/** Reason of the adjustment for a converted schema. */
export const OLD_DIALECT = 'The schema was written in an older dialect of JSON Schema and sent in that of 2020-12.';

type Fix = (schema: JsonSchema) => void;

const LONGEST_NAME = 100;

/** A traversal of a schema. The readers of keywords call it back for nested schemas. */
export class Dialect {
  private readonly param: string;
  private readonly owner: string;
  private readonly path: (string | number)[] = [];
  private fixes: Fix[] | null = null;

  constructor(param: string, owner: string) {
    this.param = param;
    this.owner = owner;
  }

  /** Reads a value in the place of a schema. PHP writes an empty object as an empty list. */
  schema(value: unknown): unknown {
    if (typeof value === 'boolean') return value;
    if (value === null || isEmptyList(value)) return {};
    if (!isSchema(value)) throw this.problem('must be a schema: an object, `true` or `false`');
    const outer = this.fixes;
    this.fixes = null;
    const copy = this.members(value, (keyword, member) => this.keyword(keyword, member));
    const fixes: Fix[] | null = this.fixes;
    this.fixes = outer;
    if (fixes === null) return copy;
    const fixed = copy === value ? { ...value } : copy;
    for (const fix of fixes as Fix[]) fix(fixed);
    return fixed;
  }

  schemas(value: unknown): unknown {
    if (isEmptyList(value)) return NOTHING;
    if (!Array.isArray(value)) throw this.problem('must be a list of schemas');
    const read = value.map((item, index) => this.at(index, () => this.schema(item)));
    return read.some((item, index) => item !== value[index]) ? read : value;
  }

  /** Reads schemas by name, each with `read`. */
  named(value: unknown, read: (member: unknown) => unknown = (member) => this.schema(member)): unknown {
    if (isEmptyList(value)) return {};
    if (!isSchema(value)) throw this.problem('must be an object with a schema for each name');
    return this.members(value, (_name, member) => read(member));
  }

  names(value: unknown): unknown {
    if (!Array.isArray(value) || !value.every((name) => typeof name === 'string'))
      throw this.problem('must be a list of names');
    const unique = new Set(value);
    return unique.size === value.length ? value : [...unique];
  }

  later(fix: Fix): void {
    this.fixes = [...(this.fixes ?? []), fix];
  }

  problem(requirement: string): AppError {
    const place = [this.param, ...this.path.map((step) => String(step).slice(0, LONGEST_NAME))].join('.');
    const message = `Invalid schema for ${this.owner}: \`${place}\` ${requirement}.`;
    return new AppError('invalid_json_schema', message, { param: this.param });
  }

  private keyword(keyword: string, value: unknown): unknown {
    const read = KEYWORDS.get(keyword);
    if (read === undefined) return value;
    return value === null ? NOTHING : read(this, value);
  }

  /** Returns the same object if nothing in it changes. */
  private members(value: JsonSchema, read: (name: string, member: unknown) => unknown): JsonSchema {
    let copy: JsonSchema | undefined;
    for (const name in value) {
      this.path.push(name);
      const said = read(name, value[name]);
      this.path.pop();
      if (said === value[name]) continue;
      copy ??= { ...value };
      if (said === NOTHING) delete copy[name];
      else copy[name] = said;
    }
    return copy ?? value;
  }

  private at(index: number, read: () => unknown): unknown {
    this.path.push(index);
    const value = read();
    this.path.pop();
    return value;
  }
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
