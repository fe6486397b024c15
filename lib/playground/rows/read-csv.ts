import { MAX_ROWS } from '../document.ts';
import { isVariableName } from '../variables.ts';

export interface CsvRows {
  /** From the header line. */
  names: string[];
  rows: Record<string, string>[];
}

/** A problem of the file. Lines count from one. */
export type CsvProblem =
  | { kind: 'empty' }
  | { kind: 'quote' | 'ragged'; line: number }
  | { kind: 'name'; name: string }
  | { kind: 'duplicate_name'; name: string }
  | { kind: 'too_many'; rows: number };

type Outcome = { ok: true; table: CsvRows } | { ok: false; problem: CsvProblem };

/** Reads variables from a table with a header line, separated by commas, semicolons or tabs. */
export function readCsv(text: string): Outcome {
  const source = text.replace(/^\uFEFF/, '');
  const records = splitRecords(source, separatorOf(source));
  if ('kind' in records) return { ok: false, problem: records };
  const [head, ...body] = records.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!head || body.length === 0) return { ok: false, problem: { kind: 'empty' } };
  const names = head.cells.map((cell) => cell.trim());
  const problem = problemOf(names, body);
  if (problem) return { ok: false, problem };
  const rows = body.map(({ cells }) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
  return { ok: true, table: { names, rows } };
}

interface CsvLine {
  line: number;
  cells: string[];
}

function problemOf(names: string[], body: CsvLine[]): CsvProblem | null {
  const unusable = names.find((name) => !isVariableName(name));
  if (unusable !== undefined) return { kind: 'name', name: unusable };
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) return { kind: 'duplicate_name', name: duplicate };
  const ragged = body.find(({ cells }) => cells.length !== names.length);
  if (ragged) return { kind: 'ragged', line: ragged.line };
  return body.length > MAX_ROWS ? { kind: 'too_many', rows: body.length } : null;
}

/** Returns the separator that is most frequent in the first line, outside quotes. */
function separatorOf(text: string): string {
  const [line = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1);
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: line.split(separator).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).separator;
}

/** Splits cells as in RFC 4180: quotes may enclose separators, line ends and doubled quotes. */
function splitRecords(text: string, separator: string): CsvLine[] | CsvProblem {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\n|\\r|$)`, 'gy');
  const records: CsvLine[] = [];
  let current: CsvLine = { line: 1, cells: [] };
  let line = 1;
  while (cell.lastIndex < text.length || current.cells.length > 0) {
    const match = cell.exec(text);
    if (!match) return { kind: 'quote', line };
    const [whole, quoted, plain = '', end] = match;
    if (quoted === undefined && plain.startsWith('"')) return { kind: 'quote', line };
    current.cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === separator) continue;
    records.push(current);
    current = { line, cells: [] };
    if (end === '') break;
  }
  return records;
}
