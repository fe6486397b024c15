import { nanoUsd } from '#lib/billing/money.ts';
import type { LogRow } from '../queries/logs.ts';

type WireRow = Omit<LogRow, 'cost' | 'settledAt' | 'createdAt'> & Record<'cost' | 'settledAt' | 'createdAt', string>;

/** What has settled since the browser asked last. */
export interface Tail {
  rows: WireRow[];
  /** More came than are told. */
  isCut: boolean;
  /** When this was read, which is what the next question asks since. */
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

/** More would make the page slow. What is left out is counted, so that the page can say it. */
export const MOST_KEPT = 500;

/** All rows once, newest first as the log has them, whatever order they became known in. */
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
/** Whoever has touched nothing for so long has to say that they still look: a page left open keeps no session alive. */
export const IDLE_MS = 3_600_000;

/** When to ask again: soon while requests come, more slowly when none do, and ever more slowly while nobody answers. */
export function nextLookMs({ quietMs, failures }: { quietMs: number; failures: number }): number {
  if (failures > 0) return Math.min(EVERY_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
  return Math.min(Math.max(EVERY_MS, quietMs / 15), SLOWEST_MS);
}
