import { ABILITY_NAMES, type Ability, type LifecycleStatus, type Tier } from '#lib/models/model.ts';
import type { ModelRow } from './model-rows.ts';
import { statusOf } from './model-status.ts';

export const SORT_COLUMNS = [
  'name',
  'input',
  'output',
  'cacheWrite5m',
  'cacheWrite1h',
  'cacheRead',
  'context',
  'maxOutput',
  'abilities',
  'parameters',
  'lifecycle',
] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];

export const TIERS = ['opus', 'sonnet', 'haiku', 'fable'] as const satisfies readonly Tier[];

/** `offered` includes every model that can be called today: all but the retired ones. */
export const LIFECYCLES = ['offered', 'active', 'deprecated', 'retired', 'all'] as const;
export type LifecycleFilter = (typeof LIFECYCLES)[number];

export interface Sort {
  column: SortColumn;
  isDescending: boolean;
}

/** The filters and sort order of the model table, as stored in the address. */
export interface ModelView {
  text: string;
  tier: Tier | null;
  ability: Ability | null;
  lifecycle: LifecycleFilter;
  sort: Sort | null;
}

const KEYS = { text: 'q', tier: 'tier', ability: 'can', lifecycle: 'show', sort: 'sort' } as const;

/** Parses a view from a query string. Unknown values are ignored. */
export function parseModelView(query: URLSearchParams): ModelView {
  const sort = query.get(KEYS.sort) ?? '';
  const column = oneOf(SORT_COLUMNS, sort.replace(/^-/, ''));
  return {
    text: query.get(KEYS.text) ?? '',
    tier: oneOf(TIERS, query.get(KEYS.tier)),
    ability: oneOf(ABILITY_NAMES, query.get(KEYS.ability)),
    lifecycle: oneOf(LIFECYCLES, query.get(KEYS.lifecycle)) ?? 'offered',
    sort: column && { column, isDescending: sort.startsWith('-') },
  };
}

/** Formats a view as a query string; defaults are left out. */
export function toModelQuery({ text, tier, ability, lifecycle, sort }: ModelView): URLSearchParams {
  const said = {
    [KEYS.text]: text,
    [KEYS.tier]: tier,
    [KEYS.ability]: ability,
    [KEYS.lifecycle]: lifecycle === 'offered' ? null : lifecycle,
    [KEYS.sort]: sort && `${sort.isDescending ? '-' : ''}${sort.column}`,
  };
  return new URLSearchParams(Object.entries(said).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

export const NO_FILTER = { text: '', tier: null, ability: null, lifecycle: 'offered' } as const;

export const isFiltered = ({ text, tier, ability, lifecycle }: ModelView): boolean =>
  text.trim() !== '' || tier !== null || ability !== null || lifecycle !== 'offered';

/** Cycles through ascending, descending and the catalog's order. */
export function nextSort(sort: Sort | null, column: SortColumn): Sort | null {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? null : { column, isDescending: true };
}

/** The rows that match the view, in its order; by default the catalog's. `now` in milliseconds. */
export function viewModels(rows: readonly ModelRow[], view: ModelView, now: number): ModelRow[] {
  const shown = rows.filter(
    (row) =>
      (view.tier === null || row.tier === view.tier) &&
      (view.ability === null || row.abilities.includes(view.ability)) &&
      isInLifecycle(statusOf(row, now), view.lifecycle) &&
      isNamed(row, view.text.trim().toLowerCase()),
  );
  const { sort } = view;
  if (!sort) return shown;
  const sign = sort.isDescending ? -1 : 1;
  return shown.sort((a, b) => sign * compare(a, b, sort.column));
}

function isInLifecycle(status: LifecycleStatus, wanted: LifecycleFilter): boolean {
  if (wanted === 'all') return true;
  return wanted === 'offered' ? status !== 'retired' : status === wanted;
}

/** Matches a part of the name or id, or a whole parameter that affects the model. */
const isNamed = (row: ModelRow, wanted: string): boolean =>
  `${row.name} ${row.apiId}`.toLowerCase().includes(wanted) || row.parameters.includes(wanted);

function compare(a: ModelRow, b: ModelRow, column: SortColumn): number {
  if (column === 'name') return a.name.localeCompare(b.name, 'en', { numeric: true });
  if (column === 'lifecycle') return endOf(a).localeCompare(endOf(b));
  if (column === 'abilities' || column === 'parameters') return a[column].length - b[column].length;
  return a.figures[column].order - b.figures[column].order;
}

/** A model without a retirement date sorts after those with one. */
const endOf = ({ retiresOn }: ModelRow): string => retiresOn ?? '9999';

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | null =>
  known.find((value) => value === text) ?? null;
