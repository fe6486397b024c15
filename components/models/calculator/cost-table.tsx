'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { DAYS_PER_MONTH } from '#lib/billing/workload.ts';
import { formatExactCost, formatExactUsd } from '#lib/i18n/format.ts';
import { isBarred, type PricedModel, type RankedModel } from '#lib/models/cost-ranking.ts';
import { TIER_DOTS } from '../tier-dots.ts';
import { ObstacleNote } from './estimate.tsx';

interface CostTableProps {
  ranking: readonly RankedModel<PricedModel>[];
  chosenId: string | null;
  onChoose: (id: string) => void;
}

export function CostTable({ ranking, chosenId, onChoose }: CostTableProps) {
  const t = useTranslations('calculator');
  return (
    <section aria-labelledby="all-models" className="mt-12">
      <h2 id="all-models" className="mb-3 text-20">
        {t('allModels')}
      </h2>
      <Table caption={t('allModels')}>
        <TableHead>
          <tr>
            <TableHeading>{t('model')}</TableHeading>
            <TableHeading isNumeric>{t('perRequest')}</TableHeading>
            <TableHeading isNumeric className="max-md:hidden">
              {t('perDay')}
            </TableHeading>
            <TableHeading isNumeric>{t('perMonth', { days: DAYS_PER_MONTH })}</TableHeading>
          </tr>
        </TableHead>
        <TableBody>
          {ranking.map((ranked) => (
            <CostRow
              key={ranked.model.id}
              ranked={ranked}
              isChosen={ranked.model.id === chosenId}
              onChoose={() => onChoose(ranked.model.id)}
            />
          ))}
        </TableBody>
      </Table>
      <p className="mt-4 max-w-reading text-13 text-ink-muted">{t('tokenNote')}</p>
    </section>
  );
}

interface CostRowProps {
  ranked: RankedModel<PricedModel>;
  isChosen: boolean;
  onChoose: () => void;
}

const NO_COSTS = { perRequest: '–', perDay: '–', perMonth: '–' };

/** A model that cannot run the workload shows the reason instead of a cost; one that would not cache it shows both. */
function CostRow({ ranked: { model, cost, obstacle }, isChosen, onChoose }: CostRowProps) {
  const locale = useLocale();
  const costs = isBarred(obstacle)
    ? NO_COSTS
    : {
        perRequest: formatExactCost(locale, cost.request.cost),
        perDay: formatExactUsd(locale, cost.perDay),
        perMonth: formatExactUsd(locale, cost.perMonth),
      };
  return (
    <TableRow data-state={isChosen ? 'selected' : undefined}>
      <TableHeading scope="row" className="py-2 font-normal text-14 text-ink touch:py-3">
        <button
          type="button"
          aria-pressed={isChosen}
          onClick={onChoose}
          className="tap-target flex items-center gap-2 rounded-tick text-start font-medium hover:text-accent"
        >
          <span aria-hidden className={`size-2 shrink-0 rounded-full ${TIER_DOTS[model.tier]}`} />
          {model.name}
        </button>
        {obstacle && <ObstacleNote obstacle={obstacle} className="ms-4 block" />}
      </TableHeading>
      <TableCell isNumeric>{costs.perRequest}</TableCell>
      <TableCell isNumeric className="max-md:hidden">
        {costs.perDay}
      </TableCell>
      <TableCell isNumeric>{costs.perMonth}</TableCell>
    </TableRow>
  );
}
