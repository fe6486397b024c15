import type { Metric } from '../view/vocabulary.ts';
import type { SeriesPoint } from './series.ts';
import { addSums, metricOf, NO_USAGE, type SumMetric, type UsageSums } from './sums.ts';

/** The name of the group that holds all smaller ones. It cannot be the name of a key, model or tag. */
export const REST = '*';

/** The usage of a group in the whole period, with its parts. */
export interface GroupUsage {
  name: string;
  sums: UsageSums;
  parts: GroupUsage[];
}

export function sumsByBucket(points: readonly SeriesPoint[], count: number): UsageSums[] {
  const sums = new Array<UsageSums>(count).fill(NO_USAGE);
  for (const point of points) {
    const sum = sums[point.bucket];
    if (sum) sums[point.bucket] = addSums(sum, point.sums);
  }
  return sums;
}

export const sumOfPoints = (points: readonly SeriesPoint[]): UsageSums =>
  points.reduce((total, { sums }) => addSums(total, sums), NO_USAGE);

/** The groups, largest first and the rest last. */
export function groupUsage(points: readonly SeriesPoint[], metric: Metric): GroupUsage[] {
  const groups = [...Map.groupBy(points, ({ group }) => group)].map(([name, own]) => ({
    name,
    sums: sumOfPoints(own),
    parts: partsOf(own, metric),
  }));
  return bySize(groups, metric);
}

function partsOf(points: readonly SeriesPoint[], metric: Metric): GroupUsage[] {
  const parts = Map.groupBy(points, ({ subgroup }) => subgroup);
  const named = [...parts].flatMap(([name, own]) =>
    name === null ? [] : [{ name, sums: sumOfPoints(own), parts: [] }],
  );
  return bySize(named, metric);
}

/** The metric that ranks groups when the metric itself is a share or percentile. */
const SIZE: Partial<Record<Metric, SumMetric>> = {
  'error-rate': 'errors',
  'first-token': 'requests',
  duration: 'requests',
};

function bySize(groups: GroupUsage[], metric: Metric): GroupUsage[] {
  const size = ({ sums }: GroupUsage) => {
    const value = metricOf(sums, SIZE[metric] ?? (metric as SumMetric));
    return value < 0n ? -value : value;
  };
  return groups.sort((one, other) => {
    if ((one.name === REST) !== (other.name === REST)) return one.name === REST ? 1 : -1;
    return Number(size(other) - size(one)) || (one.name < other.name ? -1 : 1);
  });
}
