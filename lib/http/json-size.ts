export interface JsonLimits {
  depth: number;
  /** Fields of all objects and items of all arrays together. */
  members: number;
  /** Fields of one object. */
  fields: number;
}

/**
 * Far above honest requests: ten thousand messages of ten fields each come to less than half.
 * Deeper than some thousand levels, `JSON.stringify` itself would overflow the stack.
 */
export const JSON_LIMITS: JsonLimits = { depth: 64, members: 250_000, fields: 10_000 };

export interface JsonSize {
  members: number;
  /** The limit that was exceeded first; counting stops there. */
  excess: keyof JsonLimits | null;
}

/**
 * Measures a JSON text without parsing it: every field costs the parser and each later check about a microsecond, so a
 * million would delay all other requests. The result for a text that is no JSON is unspecified.
 */
export function sizeOfJson(text: string, limits: JsonLimits): JsonSize {
  const fieldsAt: number[] = [];
  let members = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        if (++depth > limits.depth) return { members, excess: 'depth' };
        fieldsAt[depth] = 0;
        members++;
        break;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        depth--;
        break;
      case COMMA:
        members++;
        break;
      case COLON:
        fieldsAt[depth] = (fieldsAt[depth] ?? 0) + 1;
        if ((fieldsAt[depth] ?? 0) > limits.fields) return { members, excess: 'fields' };
    }
    if (members > limits.members) return { members, excess: 'members' };
  }
  return { members, excess: null };
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Index of the end of the string that begins at `start`. It uses `indexOf`, so a large image costs nearly nothing. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((quote - before) % 2 === 0) return quote;
  }
  return text.length;
}
