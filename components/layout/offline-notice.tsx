'use client';

import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';

function subscribe(onChange: () => void) {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}

/** Shown while the browser is offline. The live region exists before, so that the message is announced. */
export function OfflineNotice() {
  const t = useTranslations('states');
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status" data-slot="offline-notice">
      {!isOnline && (
        <p className="flex gap-2 border-b bg-warning-soft px-4 py-2 text-13 text-ink md:px-8">
          <CloudOff aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
          <span>{t('offline')}</span>
        </p>
      )}
    </div>
  );
}
