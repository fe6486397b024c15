import { useTranslations } from 'next-intl';
import { findingOfErrors } from '#lib/usage/analysis/finding.ts';
import { sumOfPoints, sumsByBucket } from '#lib/usage/queries/breakdown.ts';
import type { LogOverview } from '#lib/usage/queries/log-page.ts';
import { OUTCOMES } from '#lib/usage/view/vocabulary.ts';
import { LogStrip } from './log-strip.tsx';
import { OUTCOME_TONES } from './tones.ts';
import { useBucketRows } from './use-bucket-rows.ts';
import { useFindingText } from './use-finding-text.ts';

/** Requests over time, by outcome. */
export function LogHistogram({ log: { view, buckets, histogram } }: { log: LogOverview }) {
  const t = useTranslations('usage');
  const outcomes = useTranslations('overview.requests.outcomes');
  const findingText = useFindingText();
  const { names, rowsOf } = useBucketRows(buckets, view.per, view.zone);
  const { points, isFiltered } = histogram;
  const shown = OUTCOMES.filter((outcome) => points.some(({ group }) => group === outcome));
  const drawn = shown.length > 0 ? shown : (['completed'] as const);
  const columns = drawn.map((outcome) =>
    sumsByBucket(
      points.filter(({ group }) => group === outcome),
      buckets.length,
    ),
  );
  const finding = findingText(findingOfErrors(sumOfPoints(points)), { figure: 'count', buckets: names });
  const chart = {
    title: t('metrics.requests'),
    unit: t('units.count', { per: t(`per.${view.per}`) }),
    finding: isFiltered ? finding : `${finding} ${t('log.histogramOfMore')}`,
    figure: 'count' as const,
    rowName: t(`rows.${view.per}`, { zone: view.zone }),
    series: drawn.map((outcome) => ({ id: outcome, name: outcomes(outcome), tone: OUTCOME_TONES[outcome] })),
    rows: rowsOf((index) => columns.map((sums) => sums[index]?.requests ?? 0n)),
  };
  return (
    <section className="grid">
      <h2 className="sr-only">{t('overTime')}</h2>
      <LogStrip chart={chart} buckets={buckets} />
    </section>
  );
}
