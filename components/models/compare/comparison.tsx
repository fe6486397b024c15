import { getLocale, getTranslations } from 'next-intl/server';
import { Part } from '#components/ui/part.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { cachedTokensOf, type Workload } from '#lib/billing/workload.ts';
import { withWorkload } from '#lib/billing/workload-query.ts';
import { compareTables } from '#lib/docs/comparison.ts';
import { modelParameterTable } from '#lib/docs/tables/compatibility.ts';
import { modelFacts, modelPrices } from '#lib/docs/tables/model-facts.ts';
import { workloadCosts } from '#lib/docs/tables/workload-costs.ts';
import { formatExactCount } from '#lib/i18n/format.ts';
import type { Model } from '#lib/models/model.ts';
import { ComparisonTable } from './comparison-table.tsx';

interface ComparisonProps {
  models: readonly [Model, Model];
  workload: Workload;
}

/** Everything the catalog knows of two models, side by side. */
export async function Comparison({ models, workload }: ComparisonProps) {
  const [first, second] = models;
  const locale = await getLocale();
  const t = await getTranslations('compare');
  const parameters = compareTables(await modelParameterTable(locale, first), await modelParameterTable(locale, second));
  const alike = parameters.filter(({ isDifferent }) => !isDifferent);
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
          <TextLink
            href={`/models/calculator?${withWorkload(new URLSearchParams({ model: first.id }), workload)}`}
            prefetch={false}
          >
            {t('changeWorkload')}
          </TextLink>
        </p>
      </Part>
      <Part id="facts" title={t('facts')}>
        <ComparisonTable
          caption={t('facts')}
          models={models}
          rows={compareTables(await modelFacts(locale, first), await modelFacts(locale, second))}
        />
      </Part>
      <Part id="parameters" title={t('parameters')}>
        {alike.length < parameters.length && (
          <ComparisonTable
            caption={t('parameters')}
            models={models}
            rows={parameters.filter(({ isDifferent }) => isDifferent)}
          />
        )}
        <details className="mt-4">
          <summary className="cursor-pointer text-14 text-accent">{t('alike', { count: alike.length })}</summary>
          <ComparisonTable caption={t('alike', { count: alike.length })} models={models} rows={alike} />
        </details>
      </Part>
    </>
  );
}
