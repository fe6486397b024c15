import { CATALOG } from '#lib/models/catalog.ts';
import { findModel } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import type { DocTable } from './doc-table.ts';

/** One fact of two models. Cells are inline Markdown. */
export interface ComparedRow {
  name: string;
  cells: readonly [string, string];
  isDifferent: boolean;
}

const ABSENT = '–';

/** Lays the tables of two models side by side, row by row by their first cells. A fact of only one of them is kept. */
export function compareTables(first: DocTable, second: DocTable): ComparedRow[] {
  const [left, right] = [factsOf(first), factsOf(second)];
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].map((name) => {
    const cells = [left.get(name) ?? ABSENT, right.get(name) ?? ABSENT] as const;
    return { name, cells, isDifferent: cells[0] !== cells[1] };
  });
}

const factsOf = ({ rows }: DocTable): ReadonlyMap<string, string> =>
  new Map(rows.map(([name = '', ...cells]) => [name, cells.filter(Boolean).join(' · ')]));

/**
 * The two models an address asks for, by any of their names. In place of one that is missing, unknown or named twice comes
 * a model sold at `now`.
 */
export function readPair(query: URLSearchParams, now: Date): readonly [Model, Model] {
  const sold = CATALOG.filter((model) => lifecycleOf(model, now).status !== 'retired');
  const first = findModel(query.get('a') ?? '') ?? sold[0];
  const asked = findModel(query.get('b') ?? '');
  const others = sold.filter((model) => model !== first);
  const second = asked && asked !== first ? asked : (others.find(({ tier }) => tier !== first?.tier) ?? others[0]);
  if (!first || !second) throw new Error('Fewer than two models are sold.');
  return [first, second];
}
