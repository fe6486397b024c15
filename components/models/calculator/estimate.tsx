'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Receipt } from '#components/samples/receipt.tsx';
import { NativeSelect } from '#components/ui/native-select.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { NanoUsd } from '#lib/billing/money.ts';
import { billedTokensOf, costOfWorkload, DAYS_PER_MONTH, type Workload } from '#lib/billing/workload.ts';
import { formatExactCount, formatExactUsd } from '#lib/i18n/format.ts';
import { isBarred, type Obstacle, obstacleOf, type PricedModel } from '#lib/models/cost-ranking.ts';

interface EstimateProps {
  workload: Workload;
  chosen: PricedModel;
  models: readonly PricedModel[];
  onChoose: (id: string) => void;
}

/** One model's cost for the workload, and the receipt of a single request. */
export function Estimate({ workload, chosen, models, onChoose }: EstimateProps) {
  const t = useTranslations('calculator');
  const locale = useLocale();
  const cost = costOfWorkload(workload, chosen.rates);
  const obstacle = obstacleOf(chosen, workload);
  const isPossible = !isBarred(obstacle);
  const totals: readonly [string, NanoUsd][] = [
    [t('perRequest'), cost.request.cost],
    [t('perDay'), cost.perDay],
    [t('perMonth', { days: DAYS_PER_MONTH }), cost.perMonth],
  ];
  return (
    <section aria-labelledby="estimate" className="min-w-0">
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="estimate" className="text-16">
          {t('estimate')}
        </h2>
        <NativeSelect aria-label={t('model')} value={chosen.id} onChange={(event) => onChoose(event.target.value)}>
          {[...models, ...(models.includes(chosen) ? [] : [chosen])].map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
        <TextLink href={`/models/${chosen.id}`} prefetch={false} className="tap-target inline-block text-13">
          {t('aboutModel', { model: chosen.name })}
        </TextLink>
      </div>
      <output className="flex flex-wrap gap-x-8 gap-y-4 border-y py-4 sm:grid sm:grid-cols-3">
        {totals.map(([name, amount]) => (
          <span key={name} className="grid min-w-0 gap-1">
            <span className="text-13 text-ink-muted">{name}</span>
            <span className="figures text-20 [overflow-wrap:anywhere]">
              {isPossible ? formatExactUsd(locale, amount) : '–'}
            </span>
          </span>
        ))}
      </output>
      {obstacle && <ObstacleNote obstacle={obstacle} className="mt-3 block" />}
      {isPossible && (
        <div className="mt-6">
          <Receipt isCaptionShown caption={t('lines')} tokens={billedTokensOf(workload)} rates={chosen.rates} />
        </div>
      )}
    </section>
  );
}

interface ObstacleNoteProps {
  obstacle: Obstacle;
  className?: string;
}

export function ObstacleNote({ obstacle, className = '' }: ObstacleNoteProps) {
  const t = useTranslations('calculator.obstacles');
  const tokens = formatExactCount(useLocale(), obstacle.tokens);
  return <span className={`text-13 text-warning ${className}`}>{t(obstacle.kind, { tokens })}</span>;
}
