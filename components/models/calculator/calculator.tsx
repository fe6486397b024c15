'use client';

import { useTranslations } from 'next-intl';
import { useQuery, useToday } from '#components/ui/browser-state.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import { readWorkload, withWorkload } from '#lib/billing/workload-query.ts';
import { statusOf } from '#lib/docs/model-status.ts';
import { type PricedModel, rankByCost } from '#lib/models/cost-ranking.ts';
import { CostTable } from './cost-table.tsx';
import { Estimate } from './estimate.tsx';
import { WorkloadForm } from './workload-form.tsx';

interface CalculatorProps {
  models: readonly PricedModel[];
  builtAt: number;
}

/** The cost of a workload: per line for the chosen model, and the total for all models. Its inputs are in the URL. */
export function Calculator({ models, builtAt }: CalculatorProps) {
  const t = useTranslations('calculator');
  const now = useToday(builtAt);
  const [query, changeQuery] = useQuery();
  const offered = models.filter((model) => statusOf(model, now) !== 'retired');
  const reading = readWorkload(query);
  const chosen =
    models.find(({ id }) => id === query.get('model')) ?? offered.find(({ tier }) => tier === 'sonnet') ?? offered[0];
  const choose = (id: string) =>
    changeQuery((current) => {
      current.set('model', id);
      return current;
    });
  return (
    <>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[20rem_1fr]">
        <WorkloadForm query={query} onChange={changeQuery} reading={reading} />
        {reading.isValid && chosen ? (
          <Estimate workload={reading.workload} chosen={chosen} models={offered} onChoose={choose} />
        ) : (
          <p className="text-14 text-ink-muted">{t('noResult')}</p>
        )}
      </div>
      {reading.isValid && chosen && (
        <>
          <CostTable ranking={rankByCost(offered, reading.workload)} chosenId={chosen.id} onChoose={choose} />
          <p className="mt-4 text-14">
            <TextLink
              href={`/models/compare?${withWorkload(new URLSearchParams({ a: chosen.id }), reading.workload)}`}
              prefetch={false}
              className="tap-target inline-block"
            >
              {t('compare', { model: chosen.name })}
            </TextLink>
          </p>
        </>
      )}
    </>
  );
}
