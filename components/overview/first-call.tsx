'use client';

import { Check, CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';
import { cn } from '#components/ui/class-names.ts';
import { CodeBlock, type CodeSample } from '#components/ui/code-block.tsx';
import type { FirstCall as CallState } from '#lib/usage/queries/first-call.ts';

/** A request to copy, with a status that shows its arrival. */
export function FirstCall({ samples, watchUrl }: { samples: readonly CodeSample[]; watchUrl: string }) {
  const t = useTranslations('overview.firstCall');
  return <CodeBlock label={t('samples')} samples={samples} footer={<FirstCallSignal watchUrl={watchUrl} />} />;
}

/** Long enough to see the success before the page moves on. */
const SEEN_MS = 2_500;

/** Status of the first call: waiting, then done as soon as the call arrives. */
function FirstCallSignal({ watchUrl }: { watchUrl: string }) {
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

const EVERY_MS = 2_000;

/** Polls the status of the first call every two seconds while the tab is visible, until the call was answered. */
function useFirstCall(watchUrl: string): CallState {
  const [call, setCall] = useState<CallState>({ state: 'awaited' });
  const isAnswered = call.state === 'answered';
  useEffect(() => {
    if (isAnswered) return;
    const leaving = new AbortController();
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      // A failed poll is repeated after two seconds.
      const found = await ask(watchUrl, leaving.signal).catch(() => null);
      if (found) setCall(found);
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      leaving.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isAnswered, watchUrl]);
  return call;
}

async function ask(url: string, signal: AbortSignal): Promise<CallState | null> {
  const response = await fetch(url, { signal, cache: 'no-store' });
  return response.ok ? response.json() : null;
}
