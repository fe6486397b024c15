'use client';

import { ChartNoAxesColumn, Table2 } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { nanoUsd } from '#lib/billing/money.ts';
import { formatCost, formatCount, formatDay, formatExactCount, formatExactUsd } from '#lib/i18n/format.ts';
import { type DayUsage, totalOf } from '#lib/usage/day-usage.ts';
import { Bars } from './bars.tsx';
import { UsageTwin } from './usage-twin.tsx';

/** Spend and requests day by day, one above the other, and the same figures as a table. */
export function UsageChart({ title, usage }: { title: string; usage: readonly DayUsage[] }) {
  const t = useTranslations('overview.chart');
  const id = useId();
  const [isTable, setTable] = useState(false);
  const finding = useFinding(usage);
  const Icon = isTable ? ChartNoAxesColumn : Table2;
  return (
    <section aria-labelledby={id} className="grid gap-4">
      <div className="flex items-start justify-between gap-4">
        <div className="grid gap-1">
          <h2 id={id} className="text-16">
            {title}
          </h2>
          <p className="text-13 text-ink-muted">{finding}</p>
        </div>
        <Button
          variant="ghost"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
          className="-me-3 max-sm:-me-2 max-sm:w-8 max-sm:px-0"
        >
          <Icon aria-hidden />
          <span className="max-sm:sr-only">{t(isTable ? 'asChart' : 'asTable')}</span>
        </Button>
      </div>
      {isTable ? <UsageTwin caption={`${title}. ${finding}`} usage={usage} /> : <Panels usage={usage} />}
    </section>
  );
}

function Panels({ usage }: { usage: readonly DayUsage[] }) {
  const t = useTranslations('overview.chart');
  const locale = useLocale();
  const [active, setActive] = useState<number | null>(null);
  const shown = active === null ? null : usage[active];
  const day = shown && formatDay(locale, new Date(shown.day));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-5" onPointerLeave={() => setActive(null)}>
      <Bars
        label={t('spend')}
        unit={t('usd')}
        values={usage.map(({ cost }) => ({ value: cost }))}
        least={1_000n}
        empty={10_000_000n}
        formatTick={(value) => formatExactUsd(locale, nanoUsd(value))}
        days={usage.map((entry) => entry.day)}
        active={active}
        onActive={setActive}
        reading={shown ? `${day}: ${formatCost(locale, shown.cost)}` : null}
      />
      <Bars
        label={t('requests')}
        unit={t('perDay')}
        values={usage.map(({ requests, failed }) => ({ value: BigInt(requests), bad: BigInt(failed) }))}
        least={5n}
        empty={10n}
        formatTick={(value) => formatCount(locale, Number(value))}
        days={usage.map((entry) => entry.day)}
        active={active}
        onActive={setActive}
        reading={shown ? `${day}: ${t('reading', { requests: shown.requests, failed: shown.failed })}` : null}
      />
    </div>
  );
}

/** What the chart says, in one sentence. */
function useFinding(usage: readonly DayUsage[]): string {
  const t = useTranslations('overview.chart.finding');
  const locale = useLocale();
  const { requests, cost } = totalOf(usage);
  if (requests === 0) return t('none', { days: usage.length });
  const busiest = usage.reduce((most, entry) => (entry.requests > most.requests ? entry : most));
  return t('some', {
    days: usage.length,
    cost: formatCost(locale, cost),
    requests,
    exact: formatExactCount(locale, requests),
    day: formatDay(locale, new Date(busiest.day)),
  });
}
