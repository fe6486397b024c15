import { useLocale, useTranslations } from 'next-intl';
import { formatFigure } from '#components/charts/figure.ts';
import { Table, TableBody, TableCell, TableFoot, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { shareOf } from '#lib/usage/analysis/series.ts';
import { type GroupUsage, groupUsage, REST, sumOfPoints } from '#lib/usage/queries/breakdown.ts';
import { metricOf, type UsageSums } from '#lib/usage/queries/sums.ts';
import type { UsagePage } from '#lib/usage/queries/usage-page.ts';
import { useDimensionName, useGroupName } from './use-group-name.ts';

/** Every group with its requests, failures, cost and share of the total. */
export function BreakdownTable({ page }: { page: UsagePage }) {
  const t = useTranslations('usage');
  const nameOf = useGroupName(page.names);
  const dimensionName = useDimensionName();
  const { series, view } = page;
  const { by, thenBy, metric } = view;
  if (by === 'none') return null;
  const total = sumOfPoints(series.points);
  const label = ({ name }: GroupUsage) =>
    name === REST ? t('groups.others', { count: series.restCount }) : nameOf(by, name);
  return (
    <Table caption={t('breakdown', { dimension: dimensionName(by) })} isCaptionShown>
      <TableHead>
        <tr>
          <TableHeading>{dimensionName(by)}</TableHeading>
          <TableHeading isNumeric className="max-md:hidden">
            {t('metrics.requests')}
          </TableHeading>
          <TableHeading isNumeric className="max-md:hidden">
            {t('metrics.tokens')}
          </TableHeading>
          <TableHeading isNumeric className="max-md:hidden">
            {t('metrics.errors')}
          </TableHeading>
          <TableHeading isNumeric>{t('metrics.cost')}</TableHeading>
          <TableHeading isNumeric>{t('share')}</TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {groupUsage(series.points, metric).flatMap((group) => [
          <UsageRow key={group.name} name={label(group)} sums={group.sums} total={total} />,
          ...(thenBy === null ? [] : group.parts).map((part) => (
            <UsageRow
              key={`${group.name} ${part.name}`}
              name={part.name === REST ? t('groups.rest') : nameOf(thenBy ?? by, part.name)}
              sums={part.sums}
              total={total}
              isPart
            />
          )),
        ])}
      </TableBody>
      <TableFoot>
        <UsageRow name={t('total')} sums={total} total={total} />
      </TableFoot>
    </Table>
  );
}

interface UsageRowProps {
  name: string;
  sums: UsageSums;
  total: UsageSums;
  isPart?: boolean;
}

function UsageRow({ name, sums, total, isPart = false }: UsageRowProps) {
  const t = useTranslations('usage');
  const locale = useLocale();
  const count = (value: bigint) => formatFigure(locale, { figure: 'count' }, value);
  const tokens = metricOf(sums, 'tokens');
  return (
    <TableRow>
      <TableHeading
        scope="row"
        className={
          isPart ? 'wrap-anywhere py-2 ps-6 font-normal text-13 first:ps-6' : 'wrap-anywhere py-2 text-14 text-ink'
        }
      >
        {name}
        <span className="figures block font-normal text-12 text-ink-muted md:hidden">
          {t('inShort', { requests: Number(sums.requests), count: count(sums.requests), tokens: count(tokens) })}
        </span>
      </TableHeading>
      {[sums.requests, tokens, sums.errors].map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change places
        <TableCell key={index} isNumeric className="max-md:hidden">
          {count(value)}
        </TableCell>
      ))}
      <TableCell isNumeric>{formatFigure(locale, { figure: 'usd' }, sums.cost)}</TableCell>
      <TableCell isNumeric className="text-ink-muted">
        {formatFigure(locale, { figure: 'percent' }, shareOf(sums.cost, total.cost))}
      </TableCell>
    </TableRow>
  );
}
