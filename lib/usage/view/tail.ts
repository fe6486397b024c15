import { nanoUsd } from '#lib/billing/money.ts';
import type { LogRow } from '../queries/logs.ts';

type WireRow = Omit<LogRow, 'cost' | 'settledAt' | 'createdAt'> & Record<'cost' | 'settledAt' | 'createdAt', string>;

/** The requests settled since the browser's last poll. */
export interface Tail {
  rows: WireRow[];
  /** The result is truncated. */
  isCut: boolean;
  /** The time of reading, from which the next poll continues. */
  now: number;
}

export const toWireRow = (row: LogRow): WireRow => ({
  ...row,
  cost: String(row.cost),
  settledAt: row.settledAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

export const fromWireRow = (row: WireRow): LogRow => ({
  ...row,
  cost: nanoUsd(BigInt(row.cost)),
  settledAt: new Date(row.settledAt),
  createdAt: new Date(row.createdAt),
});

/** More rows would make the page slow. Dropped rows are counted, so that the page can show their number. */
export const MOST_KEPT = 500;

/** All rows once, newest first like the log, in any order of arrival. */
export function mergeRows(
  known: readonly LogRow[],
  arrived: readonly LogRow[],
  most = MOST_KEPT,
): { rows: LogRow[]; dropped: number } {
  const byId = new Map([...known, ...arrived].map((row) => [row.requestId, row]));
  const rows = [...byId.values()].sort(
    (one, other) => other.settledAt.getTime() - one.settledAt.getTime() || (other.requestId < one.requestId ? -1 : 1),
  );
  return { rows: rows.slice(0, most), dropped: Math.max(0, rows.length - most) };
}

const EVERY_MS = 2_000;
const SLOWEST_MS = 10_000;
const LONGEST_BACK_OFF_MS = 30_000;
/** After this time without input, the reader must confirm, so that an open page does not keep its session alive. */
export const IDLE_MS = 3_600_000;

/** The delay of the next poll: short while requests arrive, longer without any, with back-off after failures. */
export function nextLookMs({ quietMs, failures }: { quietMs: number; failures: number }): number {
  if (failures > 0) return Math.min(EVERY_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
  return Math.min(Math.max(EVERY_MS, quietMs / 15), SLOWEST_MS);
}
