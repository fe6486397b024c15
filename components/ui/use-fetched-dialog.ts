'use client';

import { useTranslations } from 'next-intl';
import { type ComponentType, useEffect, useState } from 'react';
import { isOutdated } from './outdated.ts';
import { toastError } from './toaster.tsx';

interface DialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** A dialog whose code loads when it first opens; null until then. On a load failure it closes and shows a toast. */
export function useFetchedDialog<Props extends DialogProps>(
  load: () => Promise<ComponentType<Props>>,
  { isOpen, onOpenChange }: DialogProps,
): ComponentType<Props> | null {
  const t = useTranslations();
  const [Dialog, setDialog] = useState<ComponentType<Props> | null>(null);
  const isWanted = isOpen && !Dialog;
  // biome-ignore lint/correctness/useExhaustiveDependencies: loads once per opening
  useEffect(() => {
    if (!isWanted) return;
    load().then(
      (loaded) => setDialog(() => loaded),
      (error) => {
        onOpenChange(false);
        toastError(t(isOutdated(error) ? 'states.outdated.notice' : 'auth.failures.unreachable'));
      },
    );
  }, [isWanted]);
  return Dialog;
}
