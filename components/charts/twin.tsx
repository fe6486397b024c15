import { useLocale, useTranslations } from 'next-intl';
import { cn } from '#components/ui/class-names.ts';
import { Table, TableBody, TableCell, TableFoot, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { type ChartData, type ChartValue, headlineOf, overallOf } from './chart-data.ts';
import { formatFigure } from './figure.ts';
import { nameOf } from './reading.tsx';

/** The chart's rows as a table with exact figures, the newest first. */
export function Twin({ chart }: { chart: ChartData }) {
  const t = useTranslations('charts');
  const { series, rows, title, unit, finding } = chart;
  const overall = overallOf(chart);
  const isSummed = series.length > 1 && headlineOf(chart, overall) !== null;
  const cellsOf = (values: readonly ChartValue[]) => ({
    chart,
    values,
    headline: isSummed ? headlineOf(chart, values) : undefined,
  });
  return (
    <Table caption={`${title}, ${unit}. ${finding}`}>
      <TableHead>
        <tr>
          <TableHeading>{chart.rowName}</TableHeading>
          {isSummed && <TableHeading isNumeric>{t('total')}</TableHeading>}
          {series.map(({ id, name }) => (
            <TableHeading key={id} isNumeric className={layoutOf(chart).column}>
              {name}
            </TableHeading>
          ))}
        </tr>
      </TableHead>
      <TableBody>
        {rows.toReversed().map((row) => (
          <TableRow key={row.name}>
            <Name chart={chart} name={nameOf(row, t)} values={row.values} />
            <Figures {...cellsOf(row.values)} />
          </TableRow>
        ))}
      </TableBody>
      <TableFoot>
        <TableRow>
          <Name chart={chart} name={t(isSummed ? 'total' : 'wholePeriod')} values={overall} />
          <Figures {...cellsOf(overall)} />
        </TableRow>
      </TableFoot>
    </Table>
  );
}

/** Placement of a sum's parts: in columns of their own, or below the row's name when the table is narrow. */
function layoutOf({ series }: ChartData): { column?: string; line?: string } {
  if (series.length === 1) return {};
  return series.length > 3
    ? { column: '@max-3xl:hidden', line: '@3xl:hidden' }
    : { column: '@max-md:hidden', line: '@md:hidden' };
}

interface CellsProps {
  chart: ChartData;
  values: readonly ChartValue[];
}

function Name({ chart, name, values }: CellsProps & { name: string }) {
  const locale = useLocale();
  return (
    <TableHeading scope="row" className="wrap-anywhere py-2 font-normal text-14 text-ink">
      {name}
      {chart.series.length > 1 && (
        <span className={cn('mt-0.5 flex flex-wrap gap-x-3 text-12 text-ink-muted', layoutOf(chart).line)}>
          {chart.series.map((series, index) => (
            <span key={series.id}>
              {series.name}{' '}
              <span className="figures">{formatFigure(locale, chart, values[index] ?? null, 'exact')}</span>
            </span>
          ))}
        </span>
      )}
    </TableHeading>
  );
}

function Figures({ chart, values, headline }: CellsProps & { headline: ChartValue | undefined }) {
  const locale = useLocale();
  return (
    <>
      {headline !== undefined && <TableCell isNumeric>{formatFigure(locale, chart, headline, 'exact')}</TableCell>}
      {chart.series.map(({ id }, index) => (
        <TableCell key={id} isNumeric className={layoutOf(chart).column}>
          {formatFigure(locale, chart, values[index] ?? null, 'exact')}
        </TableCell>
      ))}
    </>
  );
}
