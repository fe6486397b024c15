'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { formatDay, formatExactCount } from '#lib/i18n/format.ts';
import { type DayUsage, totalOf } from '#lib/usage/day-usage.ts';

/** Requests of the last days, one bar a day. */
export function UsageSparkline({ name, usage }: { name: string; usage: readonly DayUsage[] }) {
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
