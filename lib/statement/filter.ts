import { z } from 'zod';

/** The ledger's kinds of movement, as a statement lists them. */
export const KINDS = ['charge', 'top_up', 'grant', 'refund', 'dispute', 'adjustment'] as const;
export type MovementKind = (typeof KINDS)[number];

/** Which movements of an account are meant. What is null is not asked for. */
export interface StatementFilter {
  kind: MovementKind | null;
  keyId: string | null;
  /** The catalog id that answered. */
  model: string | null;
  /** `2026-11`, of UTC. */
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

/** From an address: what is unknown there counts as not asked for. */
export const readFilter = (query: URLSearchParams): StatementFilter =>
  filterQuery.parse({
    kind: query.get('kind'),
    keyId: query.get('key'),
    model: query.get('model'),
    month: query.get('month'),
  });

/** The same filter as an address has it; nothing for what is not asked for. */
export function toQuery({ kind, keyId, model, month }: StatementFilter): Record<string, string> {
  const entries = Object.entries({ kind, key: keyId, model, month });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

export const isFiltered = (filter: StatementFilter): boolean => Object.keys(toQuery(filter)).length > 0;

/** The month's bounds: from its first moment to that of the next. */
export function boundsOf(month: string): { from: Date; until: Date } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { from: new Date(Date.UTC(year, number - 1)), until: new Date(Date.UTC(year, number)) };
}

/** `2026-11` for a moment in it. */
export const monthOf = (moment: Date): string => moment.toISOString().slice(0, 7);

/** From the month of `now` back to that of `since`, at most three years. */
export function monthsSince(since: Date, now: Date): string[] {
  const months: string[] = [];
  for (let back = 0; back < 36; back += 1) {
    const month = monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back)));
    if (month < monthOf(since)) break;
    months.push(month);
  }
  return months;
}
