import { useLocale, useTranslations } from 'next-intl';
import { formatFigure } from '#components/charts/figure.ts';
import { Stat, StatList } from '#components/ui/stat.tsx';
import type { Percentile } from '#lib/usage/analysis/latency.ts';
import { changeOf } from '#lib/usage/analysis/series.ts';
import { sumOfPoints } from '#lib/usage/queries/breakdown.ts';
import { metricOf, type SumMetric } from '#lib/usage/queries/sums.ts';
import type { UsagePage } from '#lib/usage/queries/usage-page.ts';
import { METRIC_TRAITS } from '#lib/usage/view/vocabulary.ts';

const SUMS = ['cost', 'requests', 'tokens', 'cache-saved', 'errors'] as const satisfies readonly SumMetric[];

/** Totals of the period, with the change against the previous period when comparing. */
export function UsageFigures({ page: { series, previous, latencies } }: { page: UsagePage }) {
  const t = useTranslations('usage');
  const locale = useLocale();
  const total = sumOfPoints(series.points);
  const before = previous && sumOfPoints(previous);
  const compare = (metric: SumMetric): string | undefined => {
    if (!before) return undefined;
    const { share } = changeOf(metricOf(total, metric), metricOf(before, metric));
    if (share === null) return t('change.new');
    const percent = new Intl.NumberFormat(locale, {
      style: 'percent',
      signDisplay: 'exceptZero',
      maximumFractionDigits: 0,
    });
    return t('change.share', { share: percent.format(share) });
  };
  const time = (name: 'first_token' | 'duration') =>
    latencies.find(({ bucket, metric }) => bucket === null && metric === name);
  const inMs = ({ ms, isApproximate }: Percentile) => formatFigure(locale, { figure: 'ms', isApproximate }, ms);
  return (
    <StatList className="grid-cols-2 sm:grid-cols-4 xl:grid-cols-7">
      {SUMS.map((metric) => (
        <Stat
          key={metric}
          label={t(`metrics.${metric}`)}
          value={formatFigure(locale, METRIC_TRAITS[metric], metricOf(total, metric))}
          note={compare(metric)}
        />
      ))}
      {(['first_token', 'duration'] as const).map((name) => {
        const point = time(name);
        return (
          <Stat
            key={name}
            label={t(name === 'duration' ? 'metrics.duration' : 'metrics.first-token')}
            value={point ? inMs(point.half) : '–'}
            note={point && t('percentiles.note', { most: inMs(point.most) })}
          />
        );
      })}
    </StatList>
  );
}
