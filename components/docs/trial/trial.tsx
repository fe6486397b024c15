'use client';

import { Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { loadOrReload } from '#components/ui/outdated.ts';
import type { AccountTrial } from '#lib/docs/account-trials.ts';

/** A chat completion with its initial body, or a call without a key with its initial URL. */
export type DraftSubject =
  | { kind: 'chat'; body: string }
  | { kind: 'public'; method: 'get' | 'post'; address: string; isFixed: boolean };

/** A call about the reader's account, with example data for accounts that have none. */
export interface AccountSubject {
  kind: 'account';
  call: AccountTrial;
  example?: string;
}

export type TrialSubject = DraftSubject | AccountSubject;

export interface TrialProps {
  subject: TrialSubject;
}

export const TRIAL_ID = 'try';

// Loaded on first use, because most readers of the reference only read.
const TrialPanel = lazy(() =>
  loadOrReload(() => import('./trial-panel.tsx')).then((module) => ({ default: module.TrialPanel })),
);

export function Trial({ subject }: TrialProps) {
  const t = useTranslations('trial');
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    // After signing in from here, the reader returns to an open panel.
    if (window.location.hash === `#${TRIAL_ID}`) setIsOpen(true);
  }, []);
  return (
    <div id={TRIAL_ID} className="my-6 scroll-mt-20 print:hidden">
      {isOpen ? (
        <Suspense>
          <TrialPanel subject={subject} />
        </Suspense>
      ) : (
        <Button onClick={() => setIsOpen(true)}>
          <Play aria-hidden />
          {t('open')}
        </Button>
      )}
    </div>
  );
}
