import { isObject } from './json-text.ts';
import type { ImportNote } from './problem.ts';

/**
 * Reads the fields of an imported object. Null counts as absent, as on the API. A value of another type, and every
 * field that is not read before `finish`, becomes a note.
 */
export class FieldReader {
  readonly #fields: Record<string, unknown>;
  readonly #at: string;
  readonly #notes: ImportNote[];
  readonly #asked = new Set<string>();

  constructor(fields: Record<string, unknown>, at: string, notes: ImportNote[]) {
    this.#fields = fields;
    this.#at = at;
    this.#notes = notes;
  }

  /** Reads a field of any type. */
  any(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#fields, name) ? (this.#fields[name] ?? undefined) : undefined;
  }

  text(name: string): string | undefined {
    return this.#typed(name, (value) => typeof value === 'string');
  }

  number(name: string): number | undefined {
    return this.#typed(name, (value) => typeof value === 'number');
  }

  flag(name: string): boolean | undefined {
    return this.#typed(name, (value) => typeof value === 'boolean');
  }

  oneOf<Option extends string>(name: string, options: readonly Option[]): Option | undefined {
    return this.#typed(name, (value): value is Option => options.some((option) => option === value));
  }

  record(name: string): Record<string, unknown> | undefined {
    return this.#typed(name, isObject);
  }

  object(name: string): FieldReader | undefined {
    const value = this.record(name);
    return value && new FieldReader(value, this.path(name), this.#notes);
  }

  list(name: string): unknown[] | undefined {
    return this.#typed(name, (value) => Array.isArray(value));
  }

  /** Reads the objects of a list. Other items become notes. */
  objects(name: string): FieldReader[] {
    return (this.list(name) ?? []).flatMap((value, index) => {
      const at = `${this.path(name)}[${index}]`;
      if (isObject(value)) return [new FieldReader(value, at, this.#notes)];
      this.#notes.push({ path: at, kind: 'invalid' });
      return [];
    });
  }

  note(name: string, kind: ImportNote['kind']): void {
    this.#notes.push({ path: this.path(name), kind });
  }

  path(name: string): string {
    return this.#at === '' ? name : name === '' ? this.#at : `${this.#at}.${name}`;
  }

  /** Notes the fields that were not read. */
  finish(kindOf: (name: string) => ImportNote['kind'] = () => 'unknown'): void {
    for (const [name, value] of Object.entries(this.#fields)) {
      if (!this.#asked.has(name) && value != null) this.note(name, kindOf(name));
    }
  }

  #typed<Value>(name: string, isTyped: (value: unknown) => value is Value): Value | undefined {
    const value = this.any(name);
    if (value === undefined || isTyped(value)) return value;
    this.note(name, 'invalid');
    return undefined;
  }
}
