import { useLocale, useTranslations } from 'next-intl';
import { type ChartData, type ChartRow, headlineOf } from './chart-data.ts';
import { formatFigure } from './figure.ts';

interface ReadingProps {
  chart: ChartData;
  /** The one under the cursor; without one, the whole period is told. */
  row: ChartRow | null;
  total: string | null;
}

/** Which row is read, and its sum. It has its line even when there is nothing to read, so that nothing moves. */
export function Reading({ chart, row, total }: ReadingProps) {
  const t = useTranslations('charts');
  const locale = useLocale();
  const headline = row && headlineOf(chart, row.values);
  return (
    <p className="figures flex min-h-5 items-baseline justify-between gap-4 text-13">
      <span className="text-ink-muted">{row ? nameOf(row, t) : t('wholePeriod')}</span>
      <span className="font-medium">{row ? headline !== null && formatFigure(locale, chart, headline) : total}</span>
    </p>
  );
}

/** A row by its name, and what is missing of it. */
export const nameOf = (
  { name, part }: Pick<ChartRow, 'name' | 'part'>,
  t: ReturnType<typeof useTranslations<'charts'>>,
): string => (part === 'whole' ? name : t(part, { name }));
