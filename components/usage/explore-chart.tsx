import { useTranslations } from 'next-intl';
import type { ChartData, ChartSeries, ChartValue } from '#components/charts/chart-data.ts';
import { BarChart, LineChart } from '#components/charts/charts.tsx';
import type { Tone } from '#components/charts/tone.ts';
import type { Outcome } from '#lib/db/generated/enums.ts';
import { findingOfErrors, findingOfLatency, findingOfSums } from '#lib/usage/analysis/finding.ts';
import { cumulate, shareOf, sum } from '#lib/usage/analysis/series.ts';
import { type GroupUsage, groupUsage, REST, sumOfPoints, sumsByBucket } from '#lib/usage/queries/breakdown.ts';
import { metricOf, type SumMetric, type UsageSums } from '#lib/usage/queries/sums.ts';
import type { UsagePage } from '#lib/usage/queries/usage-page.ts';
import { type Dimension, METRIC_TRAITS } from '#lib/usage/view/vocabulary.ts';
import { groupTones, modelTone, OUTCOME_TONES } from './tones.ts';
import { useBucketRows } from './use-bucket-rows.ts';
import { useFindingText } from './use-finding-text.ts';
import { useGroupName } from './use-group-name.ts';

/** The chart that the reader configures: a metric over time, by group. */
export function ExploreChart({ page }: { page: UsagePage }) {
  const t = useTranslations('usage');
  const { view, buckets } = page;
  const { names, rowsOf } = useBucketRows(buckets, view.per, view.zone);
  const findingText = useFindingText();
  const named = useNamedGroups(page);
  const { metric, per, zone } = view;
  const { figure, isSum } = METRIC_TRAITS[metric];
  const title = t(`metrics.${metric}`);
  const { series, valuesOf, finding, isApproximate } = isSum
    ? sumsOf(page, named, { previous: t('previous'), all: title })
    : sharesOrTimesOf(page, named, { half: t('percentiles.half'), most: t('percentiles.most'), all: title });
  const chart: ChartData = {
    title: isSum || metric === 'error-rate' || named.length === 0 ? title : t('mostOf', { metric: title }),
    unit: t(view.isCumulative ? 'units.cumulative' : `units.${figure}`, { per: t(`per.${per}`) }),
    finding: findingText(finding, { figure, buckets: names }),
    figure,
    rowName: t(`rows.${per}`, { zone }),
    series,
    rows: rowsOf(valuesOf),
    isApproximate,
  };
  return isSum && !view.isCumulative ? <BarChart chart={chart} /> : <LineChart chart={chart} />;
}

interface NamedGroup extends GroupUsage {
  label: string;
  tone: Tone;
}

/** Returns an empty list without grouping. */
function useNamedGroups({ view: { by, metric }, series, names }: UsagePage): NamedGroup[] {
  const nameOf = useGroupName(names);
  const t = useTranslations('usage.groups');
  if (by === 'none') return [];
  const groups = groupUsage(series.points, metric);
  const toneOf = tonesOf(by, groups);
  return groups.map((group) => ({
    ...group,
    label: group.name === REST ? t('others', { count: series.restCount }) : nameOf(by, group.name),
    tone: toneOf(group.name),
  }));
}

function tonesOf(by: Dimension, groups: readonly GroupUsage[]): (name: string) => Tone {
  const tones = groupTones(groups.map(({ name }) => name).filter((name) => name !== REST));
  return (name) => {
    if (name === REST) return 'chart-other';
    if (by === 'model') return modelTone(name);
    if (by === 'outcome') return OUTCOME_TONES[name as Outcome] ?? 'chart-other';
    return tones.get(name) ?? 'chart-other';
  };
}

interface Drawn extends Pick<ChartData, 'series'> {
  valuesOf: (bucket: number) => ChartValue[];
  finding: Parameters<ReturnType<typeof useFindingText>>[0];
  isApproximate: boolean;
}

function sumsOf(page: UsagePage, groups: readonly NamedGroup[], words: { previous: string; all: string }): Drawn {
  const { view, buckets, series, previous } = page;
  const metric = view.metric as SumMetric;
  const valuesIn = (points: UsagePage['series']['points'], count: number) =>
    sumsByBucket(points, count).map((sums) => metricOf(sums, metric));
  const shown = groups.length > 0 ? groups : [{ name: '', label: words.all, tone: 'accent' as const }];
  const columns = shown.map(({ name, label, tone }) => {
    const own = series.points.filter(({ group }) => group === name);
    return { id: `group:${name}`, name: label, tone, values: valuesIn(own, buckets.length), total: 0n };
  });
  for (const column of columns) column.total = sum(column.values);
  const drawn = columns.map(({ values }) => (view.isCumulative ? cumulate(values) : values));
  const lastBucket = Math.max(buckets.length, ...(previous ?? []).map(({ bucket }) => bucket + 1));
  const before = previous && valuesIn(previous, lastBucket);
  const beforeDrawn = before && (view.isCumulative ? cumulate(before) : before);
  const seriesOf = columns.map(
    ({ id, name, tone, total }): ChartSeries => ({ id, name, tone, ...(view.isCumulative && { overall: total }) }),
  );
  const reference: ChartSeries[] = before
    ? [{ id: 'previous', name: words.previous, tone: 'chart-other', isReference: true, overall: sum(before) }]
    : [];
  return {
    series: [...seriesOf, ...reference],
    valuesOf: (bucket) => [
      ...drawn.map((values) => values[bucket] ?? 0n),
      ...(beforeDrawn ? [beforeDrawn[bucket] ?? null] : []),
    ],
    finding: findingOfSums({
      values: valuesIn(series.points, buckets.length),
      groups: columns.filter(({ id }) => id !== `group:${REST}`),
      ...(before && { previous: sum(before) }),
    }),
    isApproximate: false,
  };
}

interface PercentileWords {
  half: string;
  most: string;
  all: string;
}

function sharesOrTimesOf(page: UsagePage, groups: readonly NamedGroup[], words: PercentileWords): Drawn {
  return page.view.metric === 'error-rate' ? errorRatesOf(page, groups, words.all) : timesOf(page, groups, words);
}

const errorShare = ({ errors, requests }: UsageSums): number | null =>
  requests === 0n ? null : shareOf(errors, requests);

function errorRatesOf({ buckets, series }: UsagePage, groups: readonly NamedGroup[], all: string): Drawn {
  const total = sumOfPoints(series.points);
  const shown = groups.length > 0 ? groups : [{ name: '', label: all, tone: 'danger' as const, sums: total }];
  const columns = shown.map(({ name }) =>
    sumsByBucket(
      series.points.filter(({ group }) => group === name),
      buckets.length,
    ),
  );
  return {
    series: shown.map(({ name, label, tone, sums }) => ({
      id: `group:${name}`,
      name: label,
      tone,
      overall: errorShare(sums),
    })),
    valuesOf: (bucket) => columns.map((sums) => (sums[bucket] ? errorShare(sums[bucket]) : null)),
    finding: findingOfErrors(total),
    isApproximate: false,
  };
}

function timesOf(page: UsagePage, groups: readonly NamedGroup[], words: PercentileWords): Drawn {
  const metric = page.view.metric === 'duration' ? 'duration' : 'first_token';
  const points = (groups.length > 0 ? page.groupLatencies : page.latencies).filter((point) => point.metric === metric);
  const overall = page.latencies.find((point) => point.metric === metric && point.bucket === null);
  const columns =
    groups.length > 0
      ? groups.map(({ name, label, tone }) => ({ group: name, of: 'most' as const, label, tone }))
      : [
          { group: '', of: 'half' as const, label: words.half, tone: 'chart-input' as const },
          { group: '', of: 'most' as const, label: words.most, tone: 'accent' as const },
        ];
  const msOf = (bucket: number | null) =>
    columns.map(
      ({ group, of }) => points.find((point) => point.bucket === bucket && point.group === group)?.[of].ms ?? null,
    );
  const totals = msOf(null);
  return {
    series: columns.map(({ group, of, label, tone }, index) => ({
      id: `${of}:${group}`,
      name: label,
      tone,
      overall: totals[index] ?? null,
    })),
    valuesOf: msOf,
    finding: findingOfLatency(overall?.half ?? null, overall?.most ?? null),
    isApproximate: points.some(({ half }) => half.isApproximate),
  };
}
