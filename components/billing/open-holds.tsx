import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Money } from '#components/ui/money.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { OpenHold } from '#lib/statement/holds.ts';

interface OpenHoldsProps {
  holds: readonly OpenHold[];
  count: number;
  keyNames: ReadonlyMap<string, string>;
  now: Date;
}

/** The requests with open holds, and since when. */
export function OpenHolds({ holds, count, keyNames, now }: OpenHoldsProps) {
  const t = useTranslations('billing.holds');
  if (count === 0) return null;
  return (
    <details className="group mb-6 rounded-panel border">
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-panel px-4 py-2.5 text-14 touch:py-3 [&::-webkit-details-marker]:hidden">
        <span className="grow">{t('title', { count })}</span>
        <ChevronDown aria-hidden className="size-4 text-ink-muted transition-transform group-open:rotate-180" />
      </summary>
      <ul className="border-t px-4 text-13">
        {holds.map(({ requestId, keyId, amount, createdAt }) => (
          <li key={requestId} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b py-2 last:border-b-0">
            <code className="grow break-all font-mono text-12 text-ink-muted">{requestId}</code>
            <span>{keyNames.get(keyId) ?? keyId}</span>
            <RelativeTime moment={createdAt} now={now} />
            <Money amount={amount} />
          </li>
        ))}
      </ul>
      <p className="border-t px-4 py-2.5 text-13 text-ink-muted">{t('text')}</p>
    </details>
  );
}
