import { AppError } from '#lib/errors.ts';
import type { Value } from './columns.ts';

/** What spreadsheets take for a formula, in wide letters too. A plain number is none. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** An apostrophe before what would be a formula, and before apostrophes that could be taken for one of ours. */
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

/** A list of words as words, and anything deeper as JSON. */
function toText(value: string | object): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(' ') : JSON.stringify(value);
}

/** One record after RFC 4180, its line end included. */
export const encodeRecord = (values: readonly Value[]): string => `${values.map(encodeCell).join(',')}\r\n`;

export interface CsvRecord {
  cells: string[];
  /** The record as it stands in the file, its line end included. */
  source: string;
}

const BOM = '\uFEFF';
const QUOTE_OR_END = /["\n]/g;
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^,]*))(,|$)/gy;

/** Reads what `encodeRecord` and spreadsheets write, from pieces that may be cut anywhere. */
export async function* readRecords(pieces: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let text = '';
  let searched = 0;
  let isQuoted = false;
  for await (const piece of pieces) {
    text += piece;
    QUOTE_OR_END.lastIndex = searched;
    for (let found = QUOTE_OR_END.exec(text); found; found = QUOTE_OR_END.exec(text)) {
      // An escaped quote leaves a cell and enters it again.
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
