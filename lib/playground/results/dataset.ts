import type { Draft } from '../document.ts';
import type { Run, RunState } from '../run/run.ts';
import { isOpen } from '../run/run.ts';

/** One row of values run in one column, with the user's note and mark. */
export interface Cell {
  rowId: string;
  columnId: string;
  /** The last run; a retry replaces it. */
  run: Run | null;
  note: string;
  mark: 'good' | 'bad' | null;
}

/** The number of concurrent runs. */
const AT_ONCE = 4;

/** All combinations of rows and columns, row by row. */
export const planCells = ({ rows, columns }: Draft): Cell[] =>
  rows.flatMap((row) =>
    columns.map((column) => ({ rowId: row.id, columnId: column.id, run: null, note: '', mark: null })),
  );

/** Returns the cells to start now. */
export function nextCells(cells: readonly Cell[]): Cell[] {
  const running = cells.filter(({ run }) => run && isOpen(run)).length;
  return cells.filter(({ run }) => run === null).slice(0, Math.max(0, AT_ONCE - running));
}

export interface Progress {
  total: number;
  ended: number;
  running: number;
  failed: number;
}

const FAILED: readonly RunState[] = ['failed', 'cut', 'refused'];

export function progressOf(cells: readonly Cell[]): Progress {
  const runs = cells.flatMap(({ run }) => run ?? []);
  return {
    total: cells.length,
    ended: runs.filter((run) => !isOpen(run)).length,
    running: runs.filter(isOpen).length,
    failed: runs.filter(({ state }) => FAILED.includes(state)).length,
  };
}
