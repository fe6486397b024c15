import { z } from 'zod';

/** The kinds of ledger movement, in the order of the statement's filter. */
export const KINDS = ['charge', 'top_up', 'grant', 'refund', 'dispute', 'adjustment'] as const;
export type MovementKind = (typeof KINDS)[number];

/** The filter of a statement. Null means any value. */
export interface StatementFilter {
  kind: MovementKind | null;
  keyId: string | null;
  /** The catalog id of the model that answered. */
  model: string | null;
  /** `2026-11`, in UTC. */
  month: string | null;
}

export const NO_FILTER: StatementFilter = { kind: null, keyId: null, model: null, month: null };

const name = z
  .string()
  .regex(/^[\w.:-]{1,64}$/)
  .nullable()
  .catch(null);

const filterQuery = z.object({
  kind: z.enum(KINDS).nullable().catch(null),
  keyId: name,
  model: name,
  month: z
    .string()
    .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
    .nullable()
    .catch(null),
});

/** Parses a query string; unknown values count as absent. */
export const readFilter = (query: URLSearchParams): StatementFilter =>
  filterQuery.parse({
    kind: query.get('kind'),
    keyId: query.get('key'),
    model: query.get('model'),
    month: query.get('month'),
  });

/** Formats the filter as query parameters; null values are left out. */
export function toQuery({ kind, keyId, model, month }: StatementFilter): Record<string, string> {
  const entries = Object.entries({ kind, key: keyId, model, month });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

export const isFiltered = (filter: StatementFilter): boolean => Object.keys(toQuery(filter)).length > 0;

/** The bounds of a month: its first moment and that of the next month. */
export function boundsOf(month: string): { from: Date; until: Date } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { from: new Date(Date.UTC(year, number - 1)), until: new Date(Date.UTC(year, number)) };
}

/** The month of a moment: `2026-11`. */
export const monthOf = (moment: Date): string => moment.toISOString().slice(0, 7);

/** The months from that of `now` back to that of `since`, at most three years. */
export function monthsSince(since: Date, now: Date): string[] {
  const months: string[] = [];
  for (let back = 0; back < 36; back += 1) {
    const month = monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back)));
    if (month < monthOf(since)) break;
    months.push(month);
  }
  return months;
}
