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

/** `offered` is what can be called today: everything but retired models. */
export const LIFECYCLES = ['offered', 'active', 'deprecated', 'retired', 'all'] as const;
export type LifecycleFilter = (typeof LIFECYCLES)[number];

export interface Sort {
  column: SortColumn;
  isDescending: boolean;
}

/** What a reader of the table wants to see, as it stands in the address. */
export interface ModelView {
  text: string;
  tier: Tier | null;
  ability: Ability | null;
  lifecycle: LifecycleFilter;
  sort: Sort | null;
}

const KEYS = { text: 'q', tier: 'tier', ability: 'can', lifecycle: 'show', sort: 'sort' } as const;

/** Reads a view from an address. What it does not know, it takes as not said. */
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

/** Writes a view as an address, as short as it can be: nothing for what a reader sees anyway. */
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

/** Up, down, and back to the catalog's own order. */
export function nextSort(sort: Sort | null, column: SortColumn): Sort | null {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? null : { column, isDescending: true };
}

/** The rows that a reader wants to see, in the order they want; without one, the catalog's. `now` in milliseconds. */
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

/** By a part of its name or id, or by a whole parameter that has an effect on it. */
const isNamed = (row: ModelRow, wanted: string): boolean =>
  `${row.name} ${row.apiId}`.toLowerCase().includes(wanted) || row.parameters.includes(wanted);

function compare(a: ModelRow, b: ModelRow, column: SortColumn): number {
  if (column === 'name') return a.name.localeCompare(b.name, 'en', { numeric: true });
  if (column === 'lifecycle') return endOf(a).localeCompare(endOf(b));
  if (column === 'abilities' || column === 'parameters') return a[column].length - b[column].length;
  return a.figures[column].order - b.figures[column].order;
}

/** A model without a last day outlives those that have one. */
const endOf = ({ retiresOn }: ModelRow): string => retiresOn ?? '9999';

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | null =>
  known.find((value) => value === text) ?? null;
