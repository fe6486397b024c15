import { useLocale, useTranslations } from 'next-intl';
import { Badge, type BadgeVariant } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { RefundRequestState } from '#lib/db/generated/enums.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import type { RefundSummary } from '#lib/stripe/refund/list.ts';
import { fromCents } from '#lib/stripe/rules/cents.ts';

const VARIANTS: Record<RefundRequestState, BadgeVariant> = { requested: 'live', done: 'success', failed: 'danger' };

/** Requested refunds and their status. */
export function RefundList({ requests, now }: { requests: readonly RefundSummary[]; now: Date }) {
  const t = useTranslations('billing.refund');
  const locale = useLocale();
  if (requests.length === 0) return null;
  return (
    <ul aria-label={t('requests')} className="max-w-xl border-y text-13">
      {requests.map(({ id, cents, state, createdAt }) => (
        <li key={id} className="grid gap-1 border-b py-2 last:border-b-0">
          <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="figures">{formatExactUsd(locale, fromCents(cents))}</span>
            <Badge variant={VARIANTS[state]}>{t(`states.${state}`)}</Badge>
            <RelativeTime moment={createdAt} now={now} />
          </span>
          {state === 'failed' && <span className="text-ink-muted">{t('failedText')}</span>}
        </li>
      ))}
    </ul>
  );
}
