import { useLocale, useTranslations } from 'next-intl';
import { type ChartData, type ChartRow, headlineOf } from './chart-data.ts';
import { formatFigure } from './figure.ts';

interface ReadingProps {
  chart: ChartData;
  /** The row under the cursor; null to show the whole period. */
  row: ChartRow | null;
  total: string | null;
}

/** Name and sum of the row under the cursor. The line is always there, so the layout does not shift. */
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

/** The name of a row, with a note when the row is incomplete. */
export const nameOf = (
  { name, part }: Pick<ChartRow, 'name' | 'part'>,
  t: ReturnType<typeof useTranslations<'charts'>>,
): string => (part === 'whole' ? name : t(part, { name }));
