import { useLocale, useTranslations } from 'next-intl';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { formatExactUsd } from '#lib/i18n/format.ts';
import type { TopUpSummary } from '#lib/stripe/queries.ts';
import { fromCents } from '#lib/stripe/rules/cents.ts';
import { TopUpStateBadge } from './top-up-state.tsx';

interface TopUpTableProps {
  topUps: readonly TopUpSummary[];
  now: Date;
}

/** Orders of the account. Each has a page with its invoice and its refundable amount. */
export function TopUpTable({ topUps, now }: TopUpTableProps) {
  const t = useTranslations('billing.topUps');
  const locale = useLocale();
  if (topUps.length === 0) return <p className="text-13 text-ink-muted">{t('none')}</p>;
  return (
    <Table caption={t('title')} className="text-13">
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeading>{t('credit')}</TableHeading>
          <TableHeading>{t('state')}</TableHeading>
          <TableHeading className="max-sm:hidden">{t('kind')}</TableHeading>
          <TableHeading isNumeric>{t('ordered')}</TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {topUps.map(({ id, kind, state, netCents, createdAt }) => (
          <TableRow key={id}>
            <TableCell className="figures">
              <TextLink href={`/billing/top-ups/${id}`} className="tap-target inline-block">
                {formatExactUsd(locale, fromCents(netCents))}
              </TextLink>
            </TableCell>
            <TableCell>
              <TopUpStateBadge state={state} />
            </TableCell>
            <TableCell className="max-sm:hidden">{t(`kinds.${kind}`)}</TableCell>
            <TableCell isNumeric>
              <RelativeTime moment={createdAt} now={now} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
