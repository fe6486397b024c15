import { nanoUsd } from '#lib/billing/money.ts';
import type { StoredNote } from '#lib/content/queries.ts';
import type { OpenHold } from '#lib/statement/holds.ts';
import type { LogRow } from '../queries/logs.ts';

type WireRow = Omit<LogRow, 'cost' | 'settledAt' | 'createdAt'> & Record<'cost' | 'settledAt' | 'createdAt', string>;

/** The requests settled since the browser's last poll, and those that are open. */
export interface TailNews {
  rows: LogRow[];
  /** The stored content of each row. Rows are repeated for some seconds, because content is stored after its row. */
  stored: ReadonlyMap<string, StoredNote | null>;
  /** None while the log is filtered. */
  open: OpenRequests;
  isCut: boolean;
  /** The time of reading, from which the next poll continues. */
  now: number;
}

export interface OpenRequests {
  holds: OpenHold[];
  count: number;
}

export const NONE_OPEN: OpenRequests = { holds: [], count: 0 };

/** The JSON form. */
export type Tail = ReturnType<typeof toTail>;

export const toTail = ({ rows, stored, open, isCut, now }: TailNews) => ({
  rows: rows.map((row) => ({ ...toWireRow(row), stored: toWireNote(stored.get(row.requestId)) })),
  open: {
    count: open.count,
    holds: open.holds.map((hold) => ({
      ...hold,
      amount: String(hold.amount),
      createdAt: hold.createdAt.toISOString(),
    })),
  },
  isCut,
  now,
});

const toWireNote = (note: StoredNote | null | undefined) =>
  note ? { ...note, until: note.until.toISOString() } : null;

export const fromTail = ({ rows, open, isCut, now }: Tail): TailNews => ({
  rows: rows.map(({ stored: _, ...row }) => fromWireRow(row)),
  stored: new Map(
    rows.map(({ requestId, stored }) => [requestId, stored && { ...stored, until: new Date(stored.until) }]),
  ),
  open: {
    count: open.count,
    holds: open.holds.map((hold) => ({
      ...hold,
      amount: nanoUsd(BigInt(hold.amount)),
      createdAt: new Date(hold.createdAt),
    })),
  },
  isCut,
  now,
});

const toWireRow = (row: LogRow): WireRow => ({
  ...row,
  cost: String(row.cost),
  settledAt: row.settledAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

const fromWireRow = (row: WireRow): LogRow => ({
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
