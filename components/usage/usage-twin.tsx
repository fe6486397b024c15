import { useLocale, useTranslations } from 'next-intl';
import { Money } from '#components/ui/money.tsx';
import { Table, TableBody, TableCell, TableFoot, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { formatDay, formatExactCount } from '#lib/i18n/format.ts';
import { type DayUsage, totalOf } from '#lib/usage/day-usage.ts';

/** The chart's figures, newest day first, with their sum. */
export function UsageTwin({ caption, usage }: { caption: string; usage: readonly DayUsage[] }) {
  const t = useTranslations('overview.chart');
  const locale = useLocale();
  return (
    <Table caption={caption}>
      <TableHead>
        <tr>
          <TableHeading>{t('day')}</TableHeading>
          <TableHeading isNumeric>{t('requests')}</TableHeading>
          <TableHeading isNumeric>{t('failed')}</TableHeading>
          <TableHeading isNumeric>{t('spend')}</TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {usage.toReversed().map((entry, index) => (
          <TableRow key={entry.day}>
            <TableHeading scope="row" className="font-normal text-14 text-ink">
              {index === 0 ? t('todaySoFar') : formatDay(locale, new Date(entry.day))}
            </TableHeading>
            <Figures {...entry} />
          </TableRow>
        ))}
      </TableBody>
      <TableFoot>
        <TableRow>
          <TableHeading scope="row" className="text-14 text-ink">
            {t('total')}
          </TableHeading>
          <Figures {...totalOf(usage)} />
        </TableRow>
      </TableFoot>
    </Table>
  );
}

function Figures({ requests, failed, cost }: Omit<DayUsage, 'day'>) {
  const locale = useLocale();
  return (
    <>
      <TableCell isNumeric>{formatExactCount(locale, requests)}</TableCell>
      <TableCell isNumeric>{formatExactCount(locale, failed)}</TableCell>
      <TableCell isNumeric>
        <Money amount={cost} />
      </TableCell>
    </>
  );
}
