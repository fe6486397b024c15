import type { Row } from './measure/bench.ts';
import type { PromiseResult } from './promises.ts';

/** A measurement as a table: a line per target, a column per figure. */
export function toTable(title: string, rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const head = ['', ...names, 'failed'];
  const lines = rows.map(({ target, figures, failed }) => [
    target,
    ...names.map((name) => format(figures[name])),
    String(failed),
  ]);
  const failures = rows.flatMap(({ target, failure }) => (failure ? [`  ${target}: ${failure}`] : []));
  return [`\n${title}`, ...align([head, ...lines]), ...failures].join('\n');
}

export const toVerdicts = (verdicts: readonly PromiseResult[]): string =>
  [
    '\nPromises',
    ...align(verdicts.map(({ promise, measured, kept }) => [kept ? 'kept' : 'NOT KEPT', format(measured), promise])),
  ].join('\n');

function align(lines: readonly string[][]): string[] {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines.map((cells) =>
    `  ${cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  ')}`.trimEnd(),
  );
}

const pad = (cell: string, width: number, column: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

function format(value: number | undefined): string {
  if (value === undefined) return '';
  return value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 });
}
