import type { FieldNames } from '../request/field-names.ts';

/** State of a scan that renames the fields of a call's arguments to the customer's, resumable at any character. */
export interface ArgumentScan {
  /** The customer's names by those that were sent. */
  readonly names: FieldNames;
  readonly depth: number;
  /** Whether the arguments are an object, as they should be. */
  readonly isObject: boolean;
  /** Whether the next text is the name of a field of the root. */
  readonly expectsName: boolean;
  readonly isInString: boolean;
  readonly isEscaped: boolean;
  /** The name that is being read, from its quotation mark on. */
  readonly held: string;
}

export const openArguments = (names: FieldNames): ArgumentScan => ({
  names,
  depth: 0,
  isObject: false,
  expectsName: false,
  isInString: false,
  isEscaped: false,
  held: '',
});

/** Returns the text that `piece` adds to the arguments; the sum does not depend on how they are cut. */
export function scanArguments(scan: ArgumentScan, piece: string): { scan: ArgumentScan; text: string } {
  let { depth, isObject, expectsName, isInString, isEscaped, held } = scan;
  let text = '';
  for (const char of piece) {
    if (held !== '') held += char;
    else if (char === '"' && !isInString && expectsName) held = char;
    else text += char;
    if (isEscaped) isEscaped = false;
    else if (isInString && char === '\\') isEscaped = true;
    else if (char === '"') {
      isInString = !isInString;
      if (isInString || held === '') continue;
      text += withName(held, scan.names);
      held = '';
      expectsName = false;
    } else if (!isInString) {
      if (depth === 0 && char === '{') isObject = true;
      if (char === '{' || char === '[') depth++;
      if (char === '}' || char === ']') depth--;
      if (depth === 1 && isObject && (char === '{' || char === ',')) expectsName = true;
    }
  }
  return { scan: { ...scan, depth, isObject, expectsName, isInString, isEscaped, held }, text };
}

function withName(quoted: string, names: FieldNames): string {
  const name = names.get(readName(quoted) ?? '');
  return name === undefined ? quoted : JSON.stringify(name);
}

function readName(quoted: string): string | null {
  try {
    return JSON.parse(quoted);
  } catch {
    return null;
  }
}
