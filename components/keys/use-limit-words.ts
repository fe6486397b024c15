import { useLocale, useTranslations } from 'next-intl';
import { nanoUsd } from '#lib/billing/money.ts';
import { formatExactCount, formatExactUsd, formatMoment } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import type { KeyLimits } from './key-limits.ts';

type Words = { [F in keyof KeyLimits]: (value: KeyLimits[F]) => string };

/** What each limit of a key is called, and a value of it in words. @param timeZone of moments; by default the reader's own */
export function useLimitWords(timeZone?: string): { names: Record<keyof KeyLimits, string>; words: Words } {
  const t = useTranslations('keys');
  const locale = useLocale();
  const cap = (value: bigint | null) => (value === null ? t('noCap') : formatExactUsd(locale, nanoUsd(value)));
  const count = (value: number | null) => (value === null ? t('page.accountLimit') : formatExactCount(locale, value));
  return {
    names: {
      expiresAt: t('form.expiry.label'),
      capTotal: t('form.caps.capTotal'),
      capMonth: t('form.caps.capMonth'),
      capDay: t('form.caps.capDay'),
      models: t('form.models.label'),
      requestsPerMinute: t('form.limits.requestsPerMinute'),
      tokensPerMinute: t('form.limits.tokensPerMinute'),
      concurrency: t('form.limits.concurrency'),
      allowedIps: t('form.ips.label'),
    },
    words: {
      expiresAt: (moment) => (moment ? formatMoment(locale, moment, timeZone) : t('form.expiry.never')),
      capTotal: cap,
      capMonth: cap,
      capDay: cap,
      models: (ids) => ids.map((id) => findModel(id)?.name ?? id).join(', ') || t('form.models.summary', { count: 0 }),
      requestsPerMinute: count,
      tokensPerMinute: count,
      concurrency: count,
      allowedIps: (ranges) => ranges.join(', ') || t('form.ips.summary', { count: 0 }),
    },
  };
}
