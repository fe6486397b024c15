import { AppError } from '#lib/errors.ts';
import type { Value } from './columns.ts';

/** Text that spreadsheets read as a formula, full-width characters included. A plain number is not a formula. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** Adds an apostrophe before a formula, and before apostrophes that could be mistaken for an added one. */
const guard = (text: string): string =>
  FORMULA.test(text.replace(/^'+/, '')) && !NUMBER.test(text) ? `'${text}` : text;

const unguard = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text.replace(/^'+/, '')) ? text.slice(1) : text;

function encodeCell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = guard(toText(value));
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A list of words is joined by spaces; any other structure becomes JSON. */
function toText(value: string | object): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(' ') : JSON.stringify(value);
}

/** One record as in RFC 4180, with its line end. */
export const encodeRecord = (values: readonly Value[]): string => `${values.map(encodeCell).join(',')}\r\n`;

export interface CsvRecord {
  cells: string[];
  /** The record as in the file, with its line end. */
  source: string;
}

const BOM = '\uFEFF';
const QUOTE_OR_END = /["\n]/g;
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^,]*))(,|$)/gy;

/** Reads CSV of `encodeRecord` and of spreadsheets, in chunks split anywhere. */
export async function* readRecords(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let text = '';
  let searched = 0;
  let isQuoted = false;
  for await (const piece of pieces) {
    text += piece;
    QUOTE_OR_END.lastIndex = searched;
    for (let found = QUOTE_OR_END.exec(text); found; found = QUOTE_OR_END.exec(text)) {
      // An escaped quote leaves the quoted part and enters it again.
      if (found[0] === '"') isQuoted = !isQuoted;
      if (found[0] === '"' || isQuoted) continue;
      yield toRecord(text.slice(0, found.index + 1));
      text = text.slice(found.index + 1);
      QUOTE_OR_END.lastIndex = 0;
    }
    searched = text.length;
  }
  if (isQuoted) throw new AppError('invalid_value', 'The file ends in the middle of a quoted cell.');
  if (text !== '') yield toRecord(text);
}

function toRecord(source: string): CsvRecord {
  const line = source.replace(/\r?\n$/, '').replace(BOM, '');
  const cells: string[] = [];
  for (const [, quoted, plain = '', end] of line.matchAll(CELL)) {
    cells.push(unguard(quoted?.replaceAll('""', '"') ?? plain));
    if (end === '') break;
  }
  return { cells, source };
}
