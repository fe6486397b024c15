import { useLocale, useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Money } from '#components/ui/money.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { formatMonth } from '#lib/i18n/format.ts';
import { boundsOf } from '#lib/statement/filter.ts';
import type { Month } from '#lib/statement/months.ts';

interface MonthTableProps {
  months: readonly (Month & { isFinal: boolean })[];
  toUrl: (month: string, format: 'pdf' | 'csv') => string;
}

/** Newest month first. The month's name links to its movements. */
export function MonthTable({ months, toUrl }: MonthTableProps) {
  const t = useTranslations('billing.monthly');
  const locale = useLocale();
  return (
    <Table caption={t('title')} className="text-13">
      <TableHead>
        <tr>
          <TableHeading>{t('month')}</TableHeading>
          <TableHeading isNumeric className="max-md:hidden">
            {t('opening')}
          </TableHeading>
          <TableHeading isNumeric className="max-md:hidden">
            {t('added')}
          </TableHeading>
          <TableHeading isNumeric>{t('spent')}</TableHeading>
          <TableHeading isNumeric className="max-sm:hidden">
            {t('closing')}
          </TableHeading>
          <TableHeading isNumeric>{t('papers')}</TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {months.map(({ month, opening, closing, moved, isFinal }) => (
          <TableRow key={month}>
            <TableCell>
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <TextLink
                  href={{ pathname: '/billing/statement', query: { month } }}
                  className="tap-target inline-block"
                >
                  {formatMonth(locale, boundsOf(month).from)}
                </TextLink>
                {!isFinal && <Badge>{t('provisional')}</Badge>}
              </span>
            </TableCell>
            <TableCell isNumeric className="max-md:hidden">
              <Money amount={opening} />
            </TableCell>
            <TableCell isNumeric className="max-md:hidden">
              <Money amount={addedOf(closing, opening, moved.charge)} />
            </TableCell>
            <TableCell isNumeric>
              <Money amount={nanoUsd(-moved.charge)} />
            </TableCell>
            <TableCell isNumeric className="max-sm:hidden">
              <Money amount={closing} />
            </TableCell>
            <TableCell isNumeric className="whitespace-nowrap">
              <PaperLink href={toUrl(month, 'pdf')}>PDF</PaperLink>{' '}
              <PaperLink href={toUrl(month, 'csv')}>CSV</PaperLink>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Everything but charges: top-ups, grants and refunds. */
const addedOf = (closing: NanoUsd, opening: NanoUsd, charged: NanoUsd): NanoUsd => nanoUsd(closing - opening - charged);

const PaperLink = ({ href, children }: { href: string; children: string }) => (
  <a
    href={href}
    download
    className="tap-target ms-2 rounded-tick text-accent underline decoration-1 underline-offset-4 hover:text-accent-hover"
  >
    {children}
  </a>
);
