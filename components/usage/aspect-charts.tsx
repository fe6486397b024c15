import { useTranslations } from 'next-intl';
import type { ChartData } from '#components/charts/chart-data.ts';
import { BarChart, LineChart } from '#components/charts/charts.tsx';
import type { Tone } from '#components/charts/tone.ts';
import {
  type Finding,
  findingOfCache,
  findingOfErrors,
  findingOfLatency,
  findingOfSums,
} from '#lib/usage/analysis/finding.ts';
import { shareOf } from '#lib/usage/analysis/series.ts';
import { sumOfPoints, sumsByBucket } from '#lib/usage/queries/breakdown.ts';
import { metricOf } from '#lib/usage/queries/sums.ts';
import type { UsagePage } from '#lib/usage/queries/usage-page.ts';
import { METRIC_TRAITS, type Metric } from '#lib/usage/view/vocabulary.ts';
import { OUTCOME_TONES } from './tones.ts';
import { useBucketRows } from './use-bucket-rows.ts';
import { useFindingText } from './use-finding-text.ts';

const TOKENS = ['input', 'cache-write', 'cache-read', 'output'] as const satisfies readonly Metric[];

const TIMES = [
  ['first-token', 'first_token'],
  ['duration', 'duration'],
] as const;

/** Small charts of the same requests: count, failures, composition and duration. */
export function AspectCharts({ page }: { page: UsagePage }) {
  const t = useTranslations('usage');
  const days = useTranslations('overview.chart');
  const { view, buckets, series, latencies } = page;
  const { names, rowsOf } = useBucketRows(buckets, view.per, view.zone);
  const findingText = useFindingText();
  const sums = sumsByBucket(series.points, buckets.length);
  const total = sumOfPoints(series.points);
  const chartOf = (
    metric: Metric,
    finding: Finding,
    parts: readonly { id: string; name: string; tone: Tone; overall?: number | null }[],
    valuesOf: Parameters<typeof rowsOf>[0],
  ): ChartData => {
    const { figure } = METRIC_TRAITS[metric];
    return {
      title: t(`metrics.${metric}`),
      unit: t(`units.${figure}`, { per: t(`per.${view.per}`) }),
      finding: findingText(finding, { figure, buckets: names }),
      figure,
      rowName: t(`rows.${view.per}`, { zone: view.zone }),
      series: parts,
      rows: rowsOf(valuesOf),
    };
  };
  const sumOf = (metric: 'requests' | 'tokens') => findingOfSums({ values: sums.map((one) => metricOf(one, metric)) });
  const requests = chartOf(
    'requests',
    sumOf('requests'),
    [
      { id: 'answered', name: days('answered'), tone: OUTCOME_TONES.completed },
      { id: 'failed', name: days('failed'), tone: OUTCOME_TONES.failed },
    ],
    (index) => [(sums[index]?.requests ?? 0n) - (sums[index]?.errors ?? 0n), sums[index]?.errors ?? 0n],
  );
  const errors = chartOf(
    'error-rate',
    findingOfErrors(total),
    [{ id: 'share', name: t('metrics.error-rate'), tone: 'danger', overall: shareOf(total.errors, total.requests) }],
    (index) => {
      const { errors: failed, requests: asked } = sums[index] ?? total;
      return [asked === 0n ? null : shareOf(failed, asked)];
    },
  );
  const tokens = chartOf(
    'tokens',
    sumOf('tokens'),
    TOKENS.map((metric) => ({ id: metric, name: t(`metrics.${metric}`), tone: `chart-${metric}` as const })),
    (index) => TOKENS.map((metric) => (sums[index] ? metricOf(sums[index], metric) : 0n)),
  );
  const saved = chartOf(
    'cache-saved',
    findingOfCache({ ...total, saved: metricOf(total, 'cache-saved') }),
    [{ id: 'saved', name: t('metrics.cache-saved'), tone: 'chart-cache-read' }],
    (index) => [sums[index] ? metricOf(sums[index], 'cache-saved') : 0n],
  );
  const times = TIMES.map(([metric, name]) => {
    const points = latencies.filter((point) => point.metric === name);
    const at = (bucket: number | null) => points.find((point) => point.bucket === bucket);
    const chart = chartOf(
      metric,
      findingOfLatency(at(null)?.half ?? null, at(null)?.most ?? null),
      [
        { id: 'half', name: t('percentiles.half'), tone: 'accent', overall: at(null)?.half.ms ?? null },
        { id: 'most', name: t('percentiles.most'), tone: 'chart-3', overall: at(null)?.most.ms ?? null },
      ],
      (index) => [at(index)?.half.ms ?? null, at(index)?.most.ms ?? null],
    );
    return { ...chart, isApproximate: points.some(({ half }) => half.isApproximate) };
  });
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
      <BarChart chart={requests} />
      <LineChart chart={errors} />
      <BarChart chart={tokens} />
      <BarChart chart={saved} />
      {times.map((chart) => (
        <LineChart key={chart.title} chart={chart} />
      ))}
    </div>
  );
}
