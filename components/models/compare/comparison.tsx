import { getLocale, getTranslations } from 'next-intl/server';
import { Part } from '#components/ui/part.tsx';
import type { Workload } from '#lib/billing/workload.ts';
import { compareTables } from '#lib/docs/comparison.ts';
import { modelFacts, modelPrices } from '#lib/docs/tables/model-facts.ts';
import type { Model } from '#lib/models/model.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { CostComparison } from './cost-comparison.tsx';
import { ParameterComparison } from './parameter-comparison.tsx';

interface ComparisonProps {
  models: readonly [Model, Model];
  workload: Workload;
}

/** Everything the catalog knows of two models, side by side. */
export async function Comparison({ models, workload }: ComparisonProps) {
  const [first, second] = models;
  const locale = await getLocale();
  const t = await getTranslations('compare');
  return (
    <>
      <p className="text-13 text-ink-muted">{t('legend')}</p>
      <Part id="prices" title={t('prices')}>
        <ComparisonTable
          caption={t('prices')}
          models={models}
          rows={compareTables(await modelPrices(locale, first), await modelPrices(locale, second))}
        />
      </Part>
      <CostComparison models={models} workload={workload} />
      <Part id="facts" title={t('facts')}>
        <ComparisonTable
          caption={t('facts')}
          models={models}
          rows={compareTables(await modelFacts(locale, first), await modelFacts(locale, second))}
        />
      </Part>
      <ParameterComparison models={models} />
    </>
  );
}
