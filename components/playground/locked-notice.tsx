'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Button } from '#components/ui/button.tsx';
import { usePlayground } from './state/playground-context.tsx';
import { readStored } from './state/use-opened-playground.ts';

/** Shown when another tab has the draft open and saves it. */
export function LockedNotice() {
  const t = useTranslations('playground.tabs');
  const { drafts, lock, store } = usePlayground();
  const isHeld = useSyncExternalStore(lock.subscribe, lock.isHeld, () => true);
  if (isHeld) return null;
  const take = async () => {
    const stored = store && (await readStored(store, drafts.read().draft.id));
    if (stored) drafts.open(stored);
    lock.take();
  };
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b bg-warning-soft px-4 py-1.5 text-13"
    >
      <p>{t('locked')}</p>
      <Button onClick={() => void take()}>{t('take')}</Button>
    </div>
  );
}
