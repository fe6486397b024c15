import { CalendarClock } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { AnnouncedPreview } from '#lib/billing/price-preview.ts';
import { formatExactUsd, formatMoment, formatRate } from '#lib/i18n/format.ts';

/** Announced prices of models the account uses, and the cost of its last 30 days at these prices. */
export function PriceChanges({ changes }: { changes: readonly AnnouncedPreview[] }) {
  const t = useTranslations('billing.priceChange');
  const locale = useLocale();
  return changes.map(({ model, next, validFrom, cost, nextCost }) => (
    <section key={model.id} className="mb-6 flex gap-2 rounded-control bg-sunken px-3 py-2.5 text-13">
      <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-muted" />
      <div className="grid gap-1">
        <h2 className="font-semibold">
          {t('title', { model: model.name, moment: formatMoment(locale, validFrom, 'UTC') })}
        </h2>
        <p>
          {t('rates', {
            ...{ input: formatRate(locale, model.rates.input), output: formatRate(locale, model.rates.output) },
            ...{ nextInput: formatRate(locale, next.rates.input), nextOutput: formatRate(locale, next.rates.output) },
          })}
        </p>
        <p>
          {t.rich('yours', {
            cost: () => <span className="figures">{formatExactUsd(locale, cost)}</span>,
            next: () => <span className="figures">{formatExactUsd(locale, nextCost)}</span>,
          })}
        </p>
      </div>
    </section>
  ));
}
