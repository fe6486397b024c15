import { createTranslator } from 'use-intl/core';
import type { NanoUsd } from '#lib/billing/money.ts';
import { costOfWorkload, DAYS_PER_MONTH, type Workload } from '#lib/billing/workload.ts';
import { formatExactCount, formatExactUsd } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { isBarred, obstacleOf, toPricedModel } from '#lib/models/cost-ranking.ts';
import { findModel } from '#lib/models/find.ts';
import { lifecycleOf } from '#lib/models/lifecycle.ts';
import type { Model } from '#lib/models/model.ts';
import type { DocTable } from './doc-table.ts';

/** One row of a comparison of two models. Cells are inline Markdown. */
export interface ComparedRow {
  name: string;
  cells: readonly [string, string];
  isDifferent: boolean;
}

const ABSENT = '–';

/** Joins the tables of two models by their first cells. A row of only one of them is kept. */
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
 * The two models of an address, by any of their names. A missing, unknown or repeated model is replaced by one that is
 * sold at `now`.
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

/** The cost of a workload with one model, exact to the nano-dollar, or the reason why the model cannot run it. */
export async function workloadCosts(locale: Locale, model: Model, workload: Workload): Promise<DocTable> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), namespace: 'calculator' });
  const { request, perDay, perMonth } = costOfWorkload(workload, model.rates);
  const obstacle = obstacleOf(toPricedModel(model), workload);
  const show = (amount: NanoUsd) => (isBarred(obstacle) ? '–' : formatExactUsd(locale, amount));
  return {
    caption: t('estimate'),
    columns: [{ name: t('part') }, { name: model.name, isNumeric: true }],
    rows: [
      [t('perRequest'), show(request.cost)],
      [t('perDay'), show(perDay)],
      [t('perMonth', { days: DAYS_PER_MONTH }), show(perMonth)],
      ...(obstacle
        ? [[t('note'), t(`obstacles.${obstacle.kind}`, { tokens: formatExactCount(locale, obstacle.tokens) })]]
        : []),
    ],
  };
}
