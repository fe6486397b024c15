import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { nanoUsd } from '#lib/billing/money.ts';
import { formatExactCount, formatExactUsd, formatMoment } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import { type KeyLimits, type KeyView, limitsOf } from './key-view.ts';

const RATES = ['requestsPerMinute', 'tokensPerMinute', 'concurrency'] as const;

/** Permissions and limits of a key. Caps are shown with the spend. */
export function KeySettings({ subject }: { subject: KeyView }) {
  const t = useTranslations('keys.page');
  const { names, words } = useLimitWords('UTC');
  const limits = limitsOf(subject);
  const addresses = words.allowedIps(limits.allowedIps);
  return (
    <section aria-labelledby="key-settings" className="grid gap-3">
      <h2 id="key-settings" className="text-16">
        {t('settings')}
      </h2>
      <dl className="border-t">
        <Setting name={names.expiresAt}>{words.expiresAt(limits.expiresAt)}</Setting>
        <Setting name={names.models}>{words.models(limits.models)}</Setting>
        {RATES.map((rate) => (
          <Setting key={rate} name={names[rate]}>
            {words[rate](limits[rate])}
          </Setting>
        ))}
        <Setting name={names.allowedIps}>
          {limits.allowedIps.length > 0 ? <span className="break-all font-mono text-13">{addresses}</span> : addresses}
        </Setting>
        <Setting name={names.readsAccountUsage}>{words.readsAccountUsage(limits.readsAccountUsage)}</Setting>
        <Setting name={names.retention}>{words.retention(limits.retention)}</Setting>
      </dl>
    </section>
  );
}

function Setting({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 border-b py-2.5 sm:grid-cols-[14rem_1fr]">
      <dt className="text-13 text-ink-muted">{name}</dt>
      <dd className="figures min-w-0">{children}</dd>
    </div>
  );
}

type Words = { [F in keyof KeyLimits]: (value: KeyLimits[F]) => string };

/** Labels of a key's limits, and a formatter of their values. @param timeZone of moments; default: the reader's own */
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
      readsAccountUsage: t('form.usage.label'),
      retention: t('form.retention.label'),
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
      retention: (retention) => t(`form.retention.${retention ?? 'account'}`),
      allowedIps: (ranges) => ranges.join(', ') || t('form.ips.summary', { count: 0 }),
      readsAccountUsage: (isAll) => t(isAll ? 'form.usage.account' : 'form.usage.own'),
    },
  };
}
