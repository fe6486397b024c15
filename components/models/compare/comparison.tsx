import { getLocale, getTranslations } from 'next-intl/server';
import { Part } from '#components/ui/part.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { cachedTokensOf, type Workload } from '#lib/billing/workload.ts';
import { withWorkload } from '#lib/billing/workload-query.ts';
import { compareTables, workloadCosts } from '#lib/docs/comparison.ts';
import { modelParameterTable } from '#lib/docs/tables/compatibility.ts';
import { modelFacts, modelPrices } from '#lib/docs/tables/model-facts.ts';
import { formatExactCount } from '#lib/i18n/format.ts';
import type { Model } from '#lib/models/model.ts';
import { ComparisonTable } from './comparison-table.tsx';

interface ComparisonProps {
  models: readonly [Model, Model];
  workload: Workload;
}

/** All catalog facts of two models, side by side. */
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

interface CostComparisonProps {
  models: readonly [Model, Model];
  workload: Workload;
}

/** The cost of the same workload with both models. */
async function CostComparison({ models, workload }: CostComparisonProps) {
  const [first, second] = models;
  const locale = await getLocale();
  const t = await getTranslations('compare');
  const calculator = `/models/calculator?${withWorkload(new URLSearchParams({ model: first.id }), workload)}`;
  return (
    <Part id="cost" title={t('cost')}>
      <p className="mb-3 text-14 text-ink-muted">
        {t('workload', {
          prompt: formatExactCount(locale, workload.prompt),
          cached: formatExactCount(locale, cachedTokensOf(workload)),
          output: formatExactCount(locale, workload.output),
          requests: formatExactCount(locale, workload.requestsPerDay),
        })}
      </p>
      <ComparisonTable
        caption={t('cost')}
        models={models}
        rows={compareTables(
          await workloadCosts(locale, first, workload),
          await workloadCosts(locale, second, workload),
        )}
      />
      <p className="mt-3 text-14">
        <TextLink href={calculator} prefetch={false} className="tap-target inline-block">
          {t('changeWorkload')}
        </TextLink>
      </p>
    </Part>
  );
}

/** Parameters with different treatment; equal ones are collapsed. */
async function ParameterComparison({ models }: { models: readonly [Model, Model] }) {
  const [first, second] = models;
  const locale = await getLocale();
  const t = await getTranslations('compare');
  const rows = compareTables(await modelParameterTable(locale, first), await modelParameterTable(locale, second));
  const different = rows.filter(({ isDifferent }) => isDifferent);
  const alike = rows.filter(({ isDifferent }) => !isDifferent);
  const title = t('alike', { count: alike.length });
  return (
    <Part id="parameters" title={t('parameters')}>
      {different.length > 0 && <ComparisonTable caption={t('parameters')} models={models} rows={different} />}
      <details className="mt-4">
        <summary className="w-fit cursor-pointer rounded-tick py-1 text-14 text-accent hover:text-accent-hover touch:py-3">
          {title}
        </summary>
        <ComparisonTable caption={title} models={models} rows={alike} />
      </details>
    </Part>
  );
}
