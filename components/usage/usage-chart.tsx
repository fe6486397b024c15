import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import type { ChartRow, ChartValue } from '#components/charts/chart-data.ts';
import { BarChart } from '#components/charts/charts.tsx';
import { CursorGroup } from '#components/charts/cursor-group.tsx';
import { findingOfErrors, findingOfSums } from '#lib/usage/analysis/finding.ts';
import { type DayUsage, totalOf } from '#lib/usage/day-usage.ts';
import { DAY_MS } from '#lib/usage/time/clock.ts';
import { labelBuckets } from '#lib/usage/time/labels.ts';
import { OUTCOME_TONES } from './tones.ts';
import { useFindingText } from './use-finding-text.ts';

/** Spend and requests by day, with a shared cursor. The last day is today. */
export function UsageChart({ title, usage }: { title: string; usage: readonly DayUsage[] }) {
  const t = useTranslations('overview.chart');
  const id = useId();
  const days = useDays(usage);
  const findingText = useFindingText();
  const buckets = days.map(({ name }) => name);
  const { requests, failed } = totalOf(usage);
  const errors = findingOfErrors({ errors: BigInt(failed), requests: BigInt(requests) });
  const rowsOf = (valuesOf: (usage: DayUsage) => ChartValue[]): ChartRow[] =>
    usage.map((entry, index) => ({ ...(days[index] ?? NO_DAY), values: valuesOf(entry) }));
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <h2 id={id} className="text-16">
        {title}
      </h2>
      <CursorGroup>
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
          <BarChart
            chart={{
              title: t('spend'),
              unit: t('usdPerDay'),
              finding: findingText(findingOfSums({ values: usage.map(({ cost }) => cost) }), {
                figure: 'usd',
                buckets,
              }),
              figure: 'usd',
              rowName: t('day'),
              series: [{ id: 'cost', name: t('spend'), tone: 'accent' }],
              rows: rowsOf(({ cost }) => [cost]),
            }}
          />
          <BarChart
            chart={{
              title: t('requests'),
              unit: t('perDay'),
              finding: findingText(errors, { figure: 'count', buckets }),
              figure: 'count',
              rowName: t('day'),
              series: [
                { id: 'answered', name: t('answered'), tone: OUTCOME_TONES.completed },
                { id: 'failed', name: t('failed'), tone: OUTCOME_TONES.failed },
              ],
              rows: rowsOf((entry) => [BigInt(entry.requests - entry.failed), BigInt(entry.failed)]),
            }}
          />
        </div>
      </CursorGroup>
    </section>
  );
}

type Day = Omit<ChartRow, 'values'>;
const NO_DAY: Day = { name: '', tick: '', rank: 0, part: 'whole' };

function useDays(usage: readonly DayUsage[]): Day[] {
  const locale = useLocale();
  const buckets = usage.map(({ day }, index) => ({
    from: Date.parse(day),
    to: Date.parse(day) + DAY_MS,
    part: index === usage.length - 1 ? ('running' as const) : ('whole' as const),
  }));
  return labelBuckets(buckets, '1d', { zone: 'UTC', locale }).map((label, index) => ({
    ...label,
    part: buckets[index]?.part ?? 'whole',
  }));
}
