import { getLocale, getTranslations } from 'next-intl/server';
import { Part } from '#components/ui/part.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { cachedTokensOf, type Workload } from '#lib/billing/workload.ts';
import { withWorkload } from '#lib/billing/workload-query.ts';
import { compareTables, workloadCosts } from '#lib/docs/comparison.ts';
import { formatExactCount } from '#lib/i18n/format.ts';
import type { Model } from '#lib/models/model.ts';
import { ComparisonTable } from './comparison-table.tsx';

interface CostComparisonProps {
  models: readonly [Model, Model];
  workload: Workload;
}

/** What the same work costs with either model. */
export async function CostComparison({ models, workload }: CostComparisonProps) {
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
