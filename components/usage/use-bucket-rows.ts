import { useLocale } from 'next-intl';
import type { ChartRow, ChartValue } from '#components/charts/chart-data.ts';
import type { Bucket, Unit } from '#lib/usage/time/buckets.ts';
import { labelBuckets } from '#lib/usage/time/labels.ts';

/** Names the buckets once for all charts of a page. Each chart adds its own values. */
export function useBucketRows(buckets: readonly Bucket[], per: Unit, zone: string) {
  const labels = labelBuckets(buckets, per, { zone, locale: useLocale() });
  return {
    names: labels.map(({ name }) => name),
    rowsOf: (valuesOf: (index: number) => ChartValue[]): ChartRow[] =>
      labels.map((label, index) => ({ ...label, part: buckets[index]?.part ?? 'whole', values: valuesOf(index) })),
  };
}
