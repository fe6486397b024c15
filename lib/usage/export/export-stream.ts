import { createHash } from 'node:crypto';
import { type NanoUsd, nanoUsd, toUsd, ZERO_USD } from '#lib/billing/money.ts';
import { COLUMNS, type ColumnName, type ExportRow, type Place, placeIn } from './columns.ts';
import { encodeRecord } from './csv.ts';

export type ExportFormat = 'csv' | 'ndjson';

export interface ExportOptions {
  format: ExportFormat;
  /** The reader's time zone, which determines each request's day. */
  zone: string;
  /** For spreadsheets that otherwise do not recognise UTF-8. */
  hasBom?: boolean;
  /** The column names in the reader's language, instead of the stable English ones. */
  headings?: Record<ColumnName, string>;
  /** A last line with the number of rows, their sum and hash, which reveals a truncated download. On by default. */
  hasTrailer?: boolean;
}

/** The rows written so far. */
export interface ExportTally {
  rows: number;
  cost: NanoUsd;
  /** The hash of every byte before the last line. Null until all rows are written. */
  sha256: string | null;
}

/** The first cell of the last line, which cannot be a request's id. */
export const TRAILER = '#summary';

interface Encoder {
  head: string;
  encodeRow: (row: ExportRow) => string;
  encodeTrailer: (facts: readonly (readonly [string, string | number])[]) => string;
}

/** Encodes batches of rows as a file of any size, and counts them. */
export function exportStream(options: ExportOptions): {
  stream: TransformStream<readonly ExportRow[], Uint8Array>;
  tally: Readonly<ExportTally>;
} {
  const encoder = ENCODERS[options.format](options);
  const tally: ExportTally = { rows: 0, cost: ZERO_USD, sha256: null };
  const hash = createHash('sha256');
  const encode = (text: string): Uint8Array => {
    const bytes = new TextEncoder().encode(text);
    hash.update(bytes);
    return bytes;
  };
  const stream = new TransformStream<readonly ExportRow[], Uint8Array>({
    start: (controller) => {
      const head = `${options.hasBom ? '\uFEFF' : ''}${encoder.head}`;
      if (head !== '') controller.enqueue(encode(head));
    },
    transform: (rows, controller) => {
      if (rows.length === 0) return;
      controller.enqueue(encode(rows.map(encoder.encodeRow).join('')));
      tally.rows += rows.length;
      tally.cost = rows.reduce((sum, { cost }) => nanoUsd(sum + cost), tally.cost);
    },
    flush: (controller) => {
      tally.sha256 = hash.digest('hex');
      if (options.hasTrailer === false) return;
      const facts = { rows: tally.rows, cost_usd: toUsd(tally.cost), zone: options.zone, sha256: tally.sha256 };
      controller.enqueue(new TextEncoder().encode(encoder.encodeTrailer(Object.entries(facts))));
    },
  });
  return { stream, tally };
}

const ENCODERS: Record<ExportFormat, (options: ExportOptions) => Encoder> = { csv: csvEncoder, ndjson: ndjsonEncoder };

const readColumns = (row: ExportRow, place: Place) => COLUMNS.map(({ read }) => read(row, place));

function csvEncoder({ zone, headings }: ExportOptions): Encoder {
  const place = placeIn(zone);
  return {
    head: encodeRecord(COLUMNS.map(({ name }) => headings?.[name] ?? name)),
    encodeRow: (row) => encodeRecord(readColumns(row, place)),
    encodeTrailer: (facts) => {
      const cells = [TRAILER, ...facts.map(([name, value]) => `${name}=${value}`)];
      return encodeRecord(COLUMNS.map((_, index) => cells[index] ?? null));
    },
  };
}

function ndjsonEncoder({ zone }: ExportOptions): Encoder {
  const place = placeIn(zone);
  const encodeLine = (fields: object) => `${JSON.stringify(fields)}\n`;
  return {
    head: '',
    encodeRow: (row) =>
      encodeLine({
        object: 'request',
        ...Object.fromEntries(COLUMNS.map(({ name, read }) => [name, read(row, place)])),
      }),
    encodeTrailer: (facts) => encodeLine({ object: 'summary', ...Object.fromEntries(facts) }),
  };
}
