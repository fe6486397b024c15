'use client';

import { Check, CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';
import { cn } from '#components/ui/class-names.ts';
import { useFirstCall } from './use-first-call.ts';

/** Long enough to be seen turning green before the page moves on. */
const SEEN_MS = 2_500;

/** Waits, in marigold, and turns green by itself when the call arrives. */
export function FirstCallSignal({ watchUrl }: { watchUrl: string }) {
  const t = useTranslations('overview.firstCall');
  const { refresh } = useTab();
  const call = useFirstCall(watchUrl);
  const hasArrived = call.state === 'answered';
  useEffect(() => {
    if (!hasArrived) return;
    const timer = setTimeout(refresh, SEEN_MS);
    return () => clearTimeout(timer);
  }, [hasArrived, refresh]);
  return (
    <p
      role="status"
      data-state={call.state}
      className={cn(
        'flex items-center gap-2 border-t px-4 py-2.5 text-13 transition-colors',
        hasArrived ? 'bg-success-soft text-success' : 'bg-live-soft text-live-ink',
      )}
    >
      {hasArrived ? (
        <Check aria-hidden className="size-4 shrink-0" />
      ) : (
        <span
          aria-hidden
          className="mx-1 size-2 shrink-0 animate-breathe rounded-full bg-live forced-color-adjust-none"
        />
      )}
      <span>
        {t(hasArrived ? 'arrived' : 'waiting')}
        {call.state === 'refused' && (
          <span className="mt-0.5 flex items-center gap-1.5 text-ink">
            <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
            {t('refused', { error: `${call.statusCode} ${call.errorCode ?? ''}`.trim() })}
          </span>
        )}
      </span>
    </p>
  );
}
