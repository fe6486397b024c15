import { endOfString } from './json-size.ts';

/**
 * A value inside a JSON text, as written: `JSON.parse` rounds numbers, reorders keys that look like numbers and drops
 * blanks. The text must be valid JSON; the result is unspecified otherwise.
 */
export class JsonSlice {
  readonly #text: string;
  readonly #start: number;
  readonly #end: number;

  constructor(text: string, start = skipBlanks(text, 0), end = endOfValue(text, start)) {
    this.#text = text;
    this.#start = start;
    this.#end = end;
  }

  toString(): string {
    return this.#text.slice(this.#start, this.#end);
  }

  /** The member of an object; of duplicates the last, like `JSON.parse`. */
  member(name: string): JsonSlice | undefined {
    let found: JsonSlice | undefined;
    if (this.#text.charCodeAt(this.#start) !== OPEN_OBJECT) return undefined;
    for (let at = this.#next(this.#start); at < this.#end; ) {
      const keyEnd = endOfString(this.#text, at) + 1;
      const key = this.#text.slice(at, keyEnd);
      const value = this.#value(skipBlanks(this.#text, skipBlanks(this.#text, keyEnd) + 1));
      if (key === `"${name}"` || (key.includes('\\') && JSON.parse(key) === name)) found = value;
      at = this.#next(skipBlanks(this.#text, value.#end));
    }
    return found;
  }

  /** The items of an array; empty for any other value. */
  items(): JsonSlice[] {
    const items: JsonSlice[] = [];
    if (this.#text.charCodeAt(this.#start) !== OPEN_ARRAY) return items;
    for (let at = this.#next(this.#start); at < this.#end; ) {
      const item = this.#value(at);
      items.push(item);
      at = this.#next(skipBlanks(this.#text, item.#end));
    }
    return items;
  }

  #value(start: number): JsonSlice {
    return new JsonSlice(this.#text, start, endOfValue(this.#text, start));
  }

  /** Index of the next member after the bracket or comma at `at`; the end when there is none. */
  #next(at: number): number {
    const next = skipBlanks(this.#text, at + 1);
    return next < this.#end - 1 ? next : this.#end;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const SPACE = 0x20;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= SPACE) at++;
  return at;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        if (depth === 0) return at + 1;
        break;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        depth++;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        if (depth === 0) return at;
        if (--depth === 0) return at + 1;
        break;
      case COMMA:
        if (depth === 0) return at;
        break;
      case SPACE:
      case 0x0a:
      case 0x0d:
      case 0x09:
        if (depth === 0) return at;
    }
  }
  return text.length;
}
