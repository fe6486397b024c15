/** Source code among values, written unquoted. */
export class Expression {
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

/** The syntax of a language for JSON values. */
export interface Notation {
  literal(value: boolean | number | null): string;
  text(text: string): string;
  key(name: string): string;
  /** Joins the quoted lines of a multi-line text. */
  lines(quoted: readonly string[], indent: string): string;
  padding: '' | ' ';
  /** The indentation of one level. */
  step: string;
  trailingComma: '' | ',';
}

const WIDTH = 100;

/** Writes a value as source code, on one line when it fits. Lines after the first are indented by `indent`. */
export function write(value: unknown, notation: Notation, indent = ''): string {
  const inline = writeInline(value, notation);
  if (indent.length + inline.length <= WIDTH || value instanceof Expression) return inline;
  if (typeof value === 'string') return writeText(value, notation, indent);
  if (typeof value !== 'object' || value === null) return inline;
  const inner = indent + notation.step;
  const items = Array.isArray(value)
    ? value.map((item) => write(item, notation, inner))
    : entriesOf(value).map(([name, item]) => `${notation.key(name)}: ${write(item, notation, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.map((item) => inner + item).join(',\n')}${notation.trailingComma}\n${indent}${close}`;
}

function writeInline(value: unknown, notation: Notation): string {
  if (value instanceof Expression) return value.code;
  if (typeof value === 'string') return notation.text(value);
  if (Array.isArray(value)) return `[${value.map((item) => writeInline(item, notation)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return notation.literal(value as boolean | number | null);
  const items = entriesOf(value).map(([name, item]) => `${notation.key(name)}: ${writeInline(item, notation)}`);
  return items.length === 0 ? '{}' : `{${notation.padding}${items.join(', ')}${notation.padding}}`;
}

export const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, item]) => item !== undefined);

function writeText(text: string, notation: Notation, indent: string): string {
  const lines = text.match(/[^\n]*\n|[^\n]+/g) ?? [];
  return lines.length < 2 ? notation.text(text) : notation.lines(lines.map(notation.text), indent);
}

/** A lone surrogate has no encoding, so it is replaced, as the API does. */
const quoted = (text: string): string => JSON.stringify(text.toWellFormed());

export const JSON_NOTATION: Notation = {
  literal: (value) => JSON.stringify(value),
  text: quoted,
  key: quoted,
  lines: (lines) => quoted(lines.map((line) => JSON.parse(line)).join('')),
  padding: ' ',
  step: '  ',
  trailingComma: '',
};

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const inSingle = (text: string): string =>
  `'${quoted(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

export const JAVASCRIPT: Notation = {
  literal: (value) => JSON.stringify(value),
  text: inSingle,
  // As a plain key, `__proto__` would set the object's prototype.
  key: (name) => (name === '__proto__' ? "['__proto__']" : IDENTIFIER.test(name) ? name : inSingle(name)),
  lines: (lines, indent) => lines.join(` +\n${indent}  `),
  padding: ' ',
  step: '  ',
  trailingComma: ',',
};

export const PYTHON: Notation = {
  literal: (value) => ({ true: 'True', false: 'False', null: 'None' })[String(value)] ?? JSON.stringify(value),
  text: quoted,
  key: quoted,
  lines: (lines, indent) => `(\n${lines.map((line) => `${indent}    ${line}\n`).join('')}${indent})`,
  padding: '',
  step: '    ',
  trailingComma: ',',
};
