import { Check, CircleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { formatExactCount, formatExactUsd } from '#lib/i18n/format.ts';
import type { BalanceProof as Proof } from '#lib/statement/prove.ts';

/** "Balance = sum of entries", computed for this page, with the figures and the last entry included. */
export function BalanceProof({ proof, now }: { proof: Proof; now: Date }) {
  const t = useTranslations('billing.proof');
  const locale = useLocale();
  const { balance, sum, entries, lastEntryId, provedAt } = proof;
  const isEqual = balance === sum;
  const Icon = isEqual ? Check : CircleAlert;
  return (
    <div
      data-slot="balance-proof"
      data-state={isEqual ? 'equal' : 'different'}
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control px-3 py-2 text-13 ${isEqual ? 'bg-success-soft' : 'bg-danger-soft'}`}
    >
      <p className="flex min-w-0 grow basis-72 gap-2">
        <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isEqual ? 'text-success' : 'text-danger'}`} />
        <span>
          <strong className="font-semibold">{t(isEqual ? 'equal' : 'different')}</strong>{' '}
          <span className="figures">
            {t('figures', {
              balance: formatExactUsd(locale, balance),
              sum: formatExactUsd(locale, sum),
              count: formatExactCount(locale, entries),
              entries,
            })}
          </span>{' '}
          {lastEntryId !== null && (
            <span className="figures text-ink-muted">{t('lastEntry', { id: lastEntryId.toString() })}</span>
          )}
        </span>
      </p>
      <RelativeTime moment={provedAt} now={now} className="text-ink-muted" />
    </div>
  );
}
