'use client';

import { useLocale, useTranslations } from 'next-intl';
import { formatFigure } from '#components/charts/figure.ts';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { StoredNote } from '#lib/content/queries.ts';
import { formatCount, formatDuration, formatExactCost, formatRelative } from '#lib/i18n/format.ts';
import type { LogRow } from '#lib/usage/queries/logs.ts';
import type { GroupNames } from '#lib/usage/queries/usage-page.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { ModelName } from './request-table.tsx';
import { useGroupName } from './use-group-name.ts';

interface LogTableProps {
  rows: readonly LogRow[];
  zone: string;
  names: GroupNames;
  open: string | null;
  /** Notes on the stored content of each request. */
  stored: ReadonlyMap<string, StoredNote | null>;
  now: number;
  /** The other parameters of the URL that opens a request. */
  query: string;
}

/** All requests, newest first, by the time of their ledger entry. */
export function LogTable({ rows, zone, names, open, stored, now, query }: LogTableProps) {
  const t = useTranslations('usage.log');
  const head = useTranslations('overview.requests');
  const locale = useLocale();
  const nameOf = useGroupName(names);
  const storedText = (note: StoredNote | null | undefined) => {
    if (!note) return t('content.notStored');
    return note.isTooLarge
      ? t('content.tooLargeShort')
      : t('content.untilShort', { moment: formatRelative(locale, note.until, new Date(now)) });
  };
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone });
  return (
    <Table caption={t('caption')}>
      <TableHead className="max-md:hidden">
        <tr>
          <TableHeading>{head('time')}</TableHeading>
          <TableHeading>{head('model')}</TableHeading>
          <TableHeading className="max-lg:hidden">{head('key')}</TableHeading>
          <TableHeading>{head('outcome')}</TableHeading>
          <TableHeading isNumeric>{head('tokens')}</TableHeading>
          <TableHeading isNumeric className="max-lg:hidden">
            {head('duration')}
          </TableHeading>
          <TableHeading className="max-lg:hidden">{t('content.title')}</TableHeading>
          <TableHeading isNumeric>{head('cost')}</TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const tokens = head('inOut', {
            input: formatCount(locale, row.inputTokens),
            output: formatCount(locale, row.outputTokens),
          });
          return (
            <TableRow key={row.requestId} data-state={row.requestId === open ? 'selected' : undefined}>
              <TableCell className="figures touch:relative max-md:w-full max-md:max-w-0">
                {/* The whole cell is a touch target. */}
                <TextLink
                  href={`/logs?${query}open=${encodeURIComponent(row.requestId)}`}
                  scroll={false}
                  prefetch={false}
                  data-log-row={row.requestId}
                  className="touch:after:absolute touch:after:inset-0 touch:after:z-1"
                >
                  {moment.format(row.settledAt)}
                </TextLink>
                <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-ink-muted md:hidden">
                  <ModelName id={row.model} />
                  <OutcomeBadge request={row} />
                  {row.inputTokens + row.outputTokens > 0 && tokens}
                </span>
                <span className="mt-1 block text-12 text-ink-muted lg:hidden">
                  {t('content.title')}: {storedText(stored.get(row.requestId))}
                </span>
              </TableCell>
              <TableCell className="max-md:hidden">
                <ModelName id={row.model} />
              </TableCell>
              <TableCell className="max-w-40 truncate text-ink-muted max-lg:hidden">
                {nameOf('key', row.keyId)}
              </TableCell>
              <TableCell className="max-md:hidden">
                <OutcomeBadge request={row} />
              </TableCell>
              <TableCell isNumeric className="whitespace-nowrap max-md:hidden">
                {tokens}
              </TableCell>
              <TableCell isNumeric className="whitespace-nowrap max-lg:hidden">
                {formatDuration(locale, row.durationMs)}
              </TableCell>
              <TableCell className="whitespace-nowrap text-ink-muted max-lg:hidden">
                {storedText(stored.get(row.requestId))}
              </TableCell>
              <TableCell isNumeric className="max-md:align-top" title={formatExactCost(locale, row.cost)}>
                {formatFigure(locale, { figure: 'usd' }, row.cost)}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
