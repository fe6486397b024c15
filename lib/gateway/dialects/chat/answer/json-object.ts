/** State of a search for the outermost JSON object in a text, resumable at any character. */
export interface ObjectScan {
  readonly phase: 'before' | 'inside' | 'after';
  /** Everything seen so far, kept until an object begins: it is the answer if none does. */
  readonly held: string;
  /** Index in `held` of the last `{`, when only blanks followed it; -1 otherwise. */
  readonly brace: number;
  readonly depth: number;
  readonly isInString: boolean;
  readonly isEscaped: boolean;
}

export const NO_OBJECT_YET: ObjectScan = {
  phase: 'before',
  held: '',
  brace: -1,
  depth: 0,
  isInString: false,
  isEscaped: false,
};

/** Returns the part of the object that `piece` adds, without code fences and remarks around it. */
export function scanObject(scan: ObjectScan, piece: string): { scan: ObjectScan; text: string } {
  if (scan.phase === 'after') return { scan, text: '' };
  if (scan.phase === 'inside') return inside(scan, piece);
  return before(scan, piece);
}

/** Returns the held-back text at the end: all of it when no object began. */
export const endObject = (scan: ObjectScan): string => (scan.phase === 'before' ? scan.held : '');

function before(scan: ObjectScan, piece: string) {
  const held = scan.held + piece;
  let brace = scan.brace;
  for (let at = scan.held.length; at < held.length; at++) {
    const char = held[at] ?? '';
    // A brace alone may be prose (`use {name} here`); an object goes on with a key or ends at once.
    if (brace >= 0 && (char === '"' || char === '}'))
      return inside({ ...NO_OBJECT_YET, phase: 'inside' }, held.slice(brace));
    if (char === '{') brace = at;
    else if (!BLANK.has(char)) brace = -1;
  }
  return { scan: { ...scan, held, brace }, text: '' };
}

function inside(scan: ObjectScan, piece: string): { scan: ObjectScan; text: string } {
  let { depth, isInString, isEscaped } = scan;
  for (let at = 0; at < piece.length; at++) {
    const char = piece[at];
    if (isEscaped) isEscaped = false;
    else if (isInString) {
      if (char === '\\') isEscaped = true;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0)
      return { scan: { ...NO_OBJECT_YET, phase: 'after' }, text: piece.slice(0, at + 1) };
  }
  return { scan: { ...scan, depth, isInString, isEscaped }, text: piece };
}

const BLANK = new Set([' ', '\t', '\n', '\r']);
