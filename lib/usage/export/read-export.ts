import { createHash } from 'node:crypto';
import { findUsd, nanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { AppError } from '#lib/errors.ts';
import type { ColumnName } from './columns.ts';
import { readRecords } from './csv.ts';
import { type ExportFormat, type ExportTally, TRAILER } from './export-stream.ts';
import type { PricedRow } from './reprice.ts';

/** A row; or at the end the figures the file states, beside those found. */
export type ExportItem =
  | { kind: 'row'; row: PricedRow }
  | { kind: 'end'; found: ExportTally; stated: ExportTally | null };

type Fields = Readonly<Record<string, unknown>>;

interface Line {
  /** As in the file, with its line end. */
  source: string;
  kind: 'head' | 'row' | 'summary';
  fields: Fields;
}

/** Reads a file of `exportStream` row by row, so it may be of any size. */
export async function* readExport(
  bytes: AsyncIterable<Uint8Array>,
  format: ExportFormat,
): AsyncGenerator<ExportItem, void> {
  const hash = createHash('sha256');
  const found: ExportTally = { rows: 0, cost: ZERO_USD, sha256: null };
  let stated: ExportTally | null = null;
  for await (const { source, kind, fields } of READERS[format](decode(bytes))) {
    if (stated) throw new AppError('invalid_value', 'The file goes on after its summary.');
    if (kind === 'summary') stated = toTally(fields);
    else hash.update(source);
    if (kind !== 'row') continue;
    found.rows += 1;
    const row = toPricedRow(fields, found.rows);
    found.cost = nanoUsd(found.cost + row.cost);
    yield { kind: 'row', row };
  }
  yield { kind: 'end', found: { ...found, sha256: hash.digest('hex') }, stated };
}

/** Keeps the byte order mark, which is part of the hash. */
async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

const READERS: Record<ExportFormat, (pieces: AsyncIterable<string>) => AsyncGenerator<Line>> = {
  csv: readCsvLines,
  ndjson: readJsonLines,
};

async function* readCsvLines(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  let names: readonly string[] | null = null;
  for await (const { cells, source } of readRecords(pieces)) {
    const isSummary = cells[0] === TRAILER;
    const kind = isSummary ? 'summary' : names ? 'row' : 'head';
    names ??= cells;
    const pairs = isSummary ? cells.map(splitFact) : names.map((name, index) => [name, cells[index]]);
    yield { source, kind, fields: Object.fromEntries(pairs) };
  }
}

/** `rows=3` */
function splitFact(cell: string): [string, string] {
  const at = cell.indexOf('=');
  return [cell.slice(0, at), cell.slice(at + 1)];
}

async function* readJsonLines(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  let text = '';
  for await (const piece of pieces) {
    const lines = (text + piece).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) yield toJsonLine(`${line}\n`);
  }
  if (text !== '') yield toJsonLine(text);
}

function toJsonLine(source: string): Line {
  try {
    const fields: Fields = JSON.parse(source.replace(/^\uFEFF/, ''));
    return { source, kind: fields.object === 'summary' ? 'summary' : 'row', fields };
  } catch {
    throw new AppError('invalid_value', `This line is not JSON: ${source.slice(0, 80)}`);
  }
}

function toPricedRow(fields: Fields, place: number): PricedRow {
  const text = (name: ColumnName): string => {
    const value = fields[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw new AppError('invalid_value', `Row ${place} has no ${name}. Only exports with English headings can be read.`);
  };
  const tokens = (name: ColumnName) => Number(matching(/^\d{1,15}$/, text(name), name, place));
  const money = (name: ColumnName) => findUsd(text(name)) ?? refuse(text(name), name, place);
  return {
    requestId: text('request_id'),
    mode: text('mode'),
    outcome: text('outcome'),
    tokens: {
      input: tokens('input_tokens'),
      cacheWrite5m: tokens('cache_write_5m_tokens'),
      cacheWrite1h: tokens('cache_write_1h_tokens'),
      cacheRead: tokens('cache_read_tokens'),
      output: tokens('output_tokens'),
    },
    priceId: fields.price_id ? text('price_id') : null,
    cost: money('cost_usd'),
    absorbed: money('absorbed_usd'),
  };
}

const matching = (pattern: RegExp, text: string, name: string, place: number): string =>
  pattern.test(text) ? text : refuse(text, name, place);

function refuse(text: string, name: string, place: number): never {
  throw new AppError('invalid_value', `Row ${place} has a ${name} that cannot be read: ${text.slice(0, 40)}`);
}

const toTally = (fields: Fields): ExportTally => ({
  rows: Number(fields.rows),
  cost: findUsd(String(fields.cost_usd)) ?? ZERO_USD,
  sha256: String(fields.sha256),
});
