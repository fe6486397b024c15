import type { LifecycleStatus, Tier } from '#lib/models/model.ts';
import type { ModelRow } from './model-rows.ts';

export type SortColumn = 'name' | keyof ModelRow['figures'];

export interface ModelView {
  text: string;
  tier: Tier | 'all';
  isRetiredShown: boolean;
  sort: { column: SortColumn; isDescending: boolean } | null;
  /** Milliseconds. */
  now: number;
}

/** A model's state on the reader's day: a prerendered page is older than that. */
export function statusOf({ deprecatedOn, retiresOn }: ModelRow, now: number): LifecycleStatus {
  if (retiresOn && Date.parse(retiresOn) <= now) return 'retired';
  return deprecatedOn && Date.parse(deprecatedOn) <= now ? 'deprecated' : 'active';
}

/** The rows that a reader wants to see, in the order they want; without one, the catalog's. */
export function viewModels(
  rows: readonly ModelRow[],
  { text, tier, isRetiredShown, sort, now }: ModelView,
): ModelRow[] {
  const wanted = text.trim().toLowerCase();
  const shown = rows.filter(
    (row) =>
      (tier === 'all' || row.tier === tier) &&
      (isRetiredShown || statusOf(row, now) !== 'retired') &&
      `${row.name} ${row.apiId}`.toLowerCase().includes(wanted),
  );
  if (!sort) return shown;
  const sign = sort.isDescending ? -1 : 1;
  return shown.sort((a, b) => sign * compare(a, b, sort.column));
}

const compare = (a: ModelRow, b: ModelRow, column: SortColumn): number =>
  column === 'name'
    ? a.name.localeCompare(b.name, 'en', { numeric: true })
    : a.figures[column].order - b.figures[column].order;
