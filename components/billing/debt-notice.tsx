import { CircleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { NanoUsd } from '#lib/billing/money.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';

/** The debt, its cause, and how it is settled. */
export function DebtNotice({ debt }: { debt: NanoUsd }) {
  const t = useTranslations('billing.debt');
  const locale = useLocale();
  return (
    <div className="mb-6 flex gap-2 rounded-control bg-danger-soft px-3 py-2.5 text-13 forced-colors:border">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <p>
        <strong className="font-semibold">{t('title', { amount: formatExactUsd(locale, debt) })}</strong> {t('text')}
      </p>
    </div>
  );
}
