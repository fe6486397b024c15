import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatExactCount, formatMoment } from '#lib/i18n/format.ts';
import { findModel } from '#lib/models/find.ts';
import type { KeyView } from './key-view.ts';

const LIMITS = ['requestsPerMinute', 'tokensPerMinute', 'concurrency'] as const;

/** What the key may do. Caps stand with what was spent. */
export function KeySettings({ subject }: { subject: KeyView }) {
  const t = useTranslations('keys');
  const locale = useLocale();
  const models = subject.models.map((id) => findModel(id)?.name ?? id);
  return (
    <section aria-labelledby="key-settings" className="grid gap-3">
      <h2 id="key-settings" className="text-16">
        {t('page.settings')}
      </h2>
      <dl className="border-t">
        <Setting name={t('form.expiry.label')}>
          {subject.expiresAt ? formatMoment(locale, subject.expiresAt, 'UTC') : t('form.expiry.never')}
        </Setting>
        <Setting name={t('form.models.label')}>
          {models.length > 0 ? models.join(', ') : t('form.models.summary', { count: 0 })}
        </Setting>
        {LIMITS.map((limit) => (
          <Setting key={limit} name={t(`form.limits.${limit}`)}>
            {subject[limit] === null ? t('page.accountLimit') : formatExactCount(locale, subject[limit])}
          </Setting>
        ))}
        <Setting name={t('form.ips.label')}>
          {subject.allowedIps.length > 0 ? (
            <span className="break-all font-mono text-13">{subject.allowedIps.join(', ')}</span>
          ) : (
            t('form.ips.summary', { count: 0 })
          )}
        </Setting>
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
