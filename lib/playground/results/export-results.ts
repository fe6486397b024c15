import { toUsd } from '#lib/billing/money.ts';
import type { Row } from '../document.ts';
import { toComparisonRow } from './comparison.ts';
import type { Cell } from './dataset.ts';

/** Converts a cell to a table record with its values, answer and figures. */
function toRecord({ columnId, run, note, mark }: Cell, row: Row | undefined): Record<string, unknown> {
  const figures = run && toComparisonRow(run);
  return {
    column: columnId,
    ...prefixed(row?.values ?? {}),
    model: figures?.model ?? null,
    state: figures?.state ?? null,
    answer: run?.answer.text ?? null,
    input_tokens: figures?.inputTokens ?? null,
    cached_tokens: figures?.cachedTokens ?? null,
    output_tokens: figures?.outputTokens ?? null,
    first_token_ms: figures?.firstTokenMs ?? null,
    duration_ms: figures?.durationMs ?? null,
    cost_usd: run?.cost == null ? null : toUsd(run.cost),
    request_id: run?.requestId ?? null,
    mark,
    note,
  };
}

/** Prefixes variable names, so that they cannot collide with our column names. */
const prefixed = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`value.${name}`, value]));

const toRecords = (cells: readonly Cell[], rows: readonly Row[]): Record<string, unknown>[] =>
  cells.map((cell) =>
    toRecord(
      cell,
      rows.find(({ id }) => id === cell.rowId),
    ),
  );

/** Answers are exact. Costs are decimal text, exact to the nano-dollar. */
export const resultsToJson = (cells: readonly Cell[], rows: readonly Row[]): string =>
  `${JSON.stringify(toRecords(cells, rows), null, 2)}\n`;

/** For spreadsheets, so text that looks like a formula is escaped. */
export function resultsToCsv(cells: readonly Cell[], rows: readonly Row[]): string {
  const records = toRecords(cells, rows);
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  const lines = [names, ...records.map((record) => names.map((name) => record[name] ?? ''))];
  return lines.map((line) => `${line.map(toCell).join(',')}\r\n`).join('');
}

const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** An apostrophe makes a spreadsheet treat a formula as text. */
function toCell(value: unknown): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
