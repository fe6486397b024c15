import { useLocale, useTranslations } from 'next-intl';
import { Count } from '#components/ui/count.tsx';
import { Money } from '#components/ui/money.tsx';
import { TimeAgo } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { formatCost, formatCount, formatDuration } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import type { RequestSummary } from '#lib/usage/queries/recent.ts';
import { OutcomeBadge } from './outcome-badge.tsx';

interface RequestTableProps {
  caption: string;
  requests: readonly RequestSummary[];
  now: Date;
  /** Adds a column with the key of each request. */
  keyNames?: ReadonlyMap<string, string>;
}

/** The last requests, newest first, including failed ones at no cost. */
export function RequestTable({ caption, requests, now, keyNames }: RequestTableProps) {
  const t = useTranslations('overview.requests');
  if (requests.length === 0) return <p className="border-y py-8 text-ink-muted">{t('none')}</p>;
  return (
    <Table caption={caption}>
      <TableHead className="max-md:hidden">
        <tr>
          <TableHeading>{t('time')}</TableHeading>
          <TableHeading>{t('model')}</TableHeading>
          {keyNames && <TableHeading className="max-lg:hidden">{t('key')}</TableHeading>}
          <TableHeading>{t('outcome')}</TableHeading>
          <TableHeading isNumeric>{t('tokens')}</TableHeading>
          <TableHeading isNumeric>{t('duration')}</TableHeading>
          <TableHeading isNumeric>{t('cost')}</TableHeading>
        </tr>
      </TableHead>
      <TableBody>
        {requests.map((request) => (
          <RequestRow key={request.requestId} request={request} now={now} keyNames={keyNames} />
        ))}
      </TableBody>
    </Table>
  );
}

interface RequestRowProps extends Pick<RequestTableProps, 'now' | 'keyNames'> {
  request: RequestSummary;
}

function RequestRow({ request, now, keyNames }: RequestRowProps) {
  const t = useTranslations('overview.requests');
  const locale = useLocale();
  const { inputTokens, outputTokens, cost } = request;
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap touch:relative max-md:hidden">
        <RequestLink request={request} now={now} />
      </TableCell>
      <TableCell className="max-md:relative max-md:w-full max-md:ps-0">
        <ModelName id={request.model} />
        <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-ink-muted md:hidden">
          <OutcomeBadge request={request} />
          <RequestLink request={request} now={now} />
          {inputTokens + outputTokens > 0 && (
            <span className="figures">
              {t('inOut', { input: formatCount(locale, inputTokens), output: formatCount(locale, outputTokens) })}
            </span>
          )}
        </span>
      </TableCell>
      {keyNames && (
        <TableCell className="max-w-40 truncate text-ink-muted max-lg:hidden">
          {keyNames.get(request.keyId) ?? request.keyId}
        </TableCell>
      )}
      <TableCell className="max-md:hidden">
        <OutcomeBadge request={request} />
      </TableCell>
      <TableCell isNumeric className="whitespace-nowrap max-md:hidden">
        <Count count={inputTokens} /> <span className="text-ink-muted">→</span> <Count count={outputTokens} />
      </TableCell>
      <TableCell isNumeric className="whitespace-nowrap max-md:hidden">
        {formatDuration(locale, request.durationMs)}
      </TableCell>
      <TableCell isNumeric className="max-md:align-top">
        {cost === 0n ? formatCost(locale, cost) : <Money amount={cost} />}
      </TableCell>
    </TableRow>
  );
}

/** Links to the request in the log. On touch screens the whole cell is the target. */
function RequestLink({ request, now }: { request: RequestSummary; now: Date }) {
  return (
    <TextLink
      href={`/logs?open=${encodeURIComponent(request.requestId)}`}
      prefetch={false}
      className="touch:after:absolute touch:after:inset-0 touch:after:z-1"
    >
      <TimeAgo moment={request.createdAt} now={now} />
    </TextLink>
  );
}

/** The name of the model that answered. Unknown models are not recorded, so their requests have none. */
export function ModelName({ id }: { id: string }) {
  if (id === '') return <span className="text-ink-muted">–</span>;
  return <span className="font-medium">{findModel(id)?.name ?? id}</span>;
}
