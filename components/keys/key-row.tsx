'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { TableCell, TableHeading, TableRow } from '#components/ui/table.tsx';
import { Exact } from '#components/ui/tooltip.tsx';
import { formatDay, formatExactCount, formatRelative } from '#lib/i18n/format.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type DayUsage, totalOf } from '#lib/usage/day-usage.ts';
import { KeyMenu } from './key-menu.tsx';
import { type KeyView, shortId } from './key-view.ts';
import { SpendCell, Spent } from './spend.tsx';
import { FirstState, StateBadges } from './state-badges.tsx';

interface KeyRowProps {
  subject: KeyView;
  now: Date;
  mayManage: boolean;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
}

export function KeyRow({ subject, now, mayManage, isSelected, onSelect }: KeyRowProps) {
  const t = useTranslations('keys');
  return (
    <TableRow data-state={isSelected ? 'selected' : undefined}>
      {mayManage && (
        <TableCell className="w-8 ps-1! max-md:align-top max-md:pt-3.5">
          <Checkbox
            checked={isSelected}
            onCheckedChange={onSelect}
            aria-label={t('select', { name: subject.name })}
            className="touch:z-2"
          />
        </TableCell>
      )}
      <TableHeading
        scope="row"
        className="max-w-0 py-2.5 font-normal text-14 text-ink max-md:w-full md:w-2/5 xl:w-1/4 touch:relative"
      >
        <span className="flex min-w-0 items-center gap-2">
          {/* The whole cell is a touch target. The key's page repeats the content of its tooltips. */}
          <Link
            href={`/keys/${subject.id}`}
            title={subject.name}
            className="truncate rounded-tick font-medium hover:underline touch:after:absolute touch:after:inset-0 touch:after:z-1"
          >
            {subject.name}
          </Link>
          {subject.mode === 'test' && <Badge variant="outline">{t('modes.test')}</Badge>}
          <span className="ms-auto shrink-0 md:hidden">
            <FirstState states={subject.states} />
          </span>
        </span>
        <Exact exact={subject.id} className="font-mono text-12 text-ink-muted max-[1400px]:hidden">
          {shortId(subject.id)}
        </Exact>
        <span className="flex flex-wrap gap-x-3 whitespace-nowrap text-12 text-ink-muted max-md:hidden min-[1401px]:hidden">
          <span className="font-mono">{subject.hint}</span>
          <span className="xl:hidden">
            <LastUsed subject={subject} now={now} />
          </span>
        </span>
        <PhoneLine subject={subject} now={now} />
      </TableHeading>
      <TableCell className="whitespace-nowrap font-mono text-12 text-ink-muted max-[1400px]:hidden">
        {subject.hint}
      </TableCell>
      <TableCell className="whitespace-nowrap max-xl:hidden">
        <LastUsed subject={subject} now={now} />
      </TableCell>
      <TableCell className="max-xl:hidden">
        <UsageSparkline name={subject.name} usage={subject.usage} />
      </TableCell>
      <TableCell className="max-md:hidden">
        <SpendCell spend={subject.spend} />
      </TableCell>
      <TableCell className="max-md:hidden">
        <StateBadges states={subject.states} />
      </TableCell>
      <TableCell className="w-8 max-md:align-top">
        <KeyMenu subject={subject} mayManage={mayManage} />
      </TableCell>
    </TableRow>
  );
}

function LastUsed({ subject: { lastUsedAt }, now }: { subject: KeyView; now: Date }) {
  const t = useTranslations('keys');
  if (!lastUsedAt) return <span className="text-ink-muted">{t('neverUsed')}</span>;
  return <RelativeTime moment={lastUsedAt} now={now} />;
}

/** On phones the second line replaces the columns. The state may be long, so it is beside the name. */
function PhoneLine({ subject, now }: { subject: KeyView; now: Date }) {
  const t = useTranslations('keys');
  const locale = useLocale();
  const used = subject.lastUsedAt ? formatRelative(locale, subject.lastUsedAt, now) : t('neverUsed');
  return (
    <span className="mt-1.5 flex flex-wrap justify-between gap-x-3 text-12 text-ink-muted md:hidden">
      <Spent spend={subject.spend} />
      <span className="figures">{used}</span>
    </span>
  );
}

/** Requests of the last days, one bar for each day. */
function UsageSparkline({ name, usage }: { name: string; usage: readonly DayUsage[] }) {
  const t = useTranslations('keys.sparkline');
  const locale = useLocale();
  const points = usage.map(({ day, requests }) => ({
    label: formatDay(locale, new Date(day)),
    value: requests,
    text: formatExactCount(locale, requests),
  }));
  const summary = t('summary', { name, days: usage.length, requests: totalOf(usage).requests });
  return <Sparkline points={points} summary={summary} />;
}
