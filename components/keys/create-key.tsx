'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { MAIN_ID } from '#components/ui/skip-link.tsx';
import { useFetchedDialog } from '#components/ui/use-fetched-dialog.ts';

const loadCreateKeyDialog = () => import('./create-key-dialog.tsx').then((part) => part.CreateKeyDialog);

interface CreateKeyProps extends Pick<ButtonProps, 'variant'> {
  /** The mode that the form begins with. */
  mode?: 'live' | 'test';
}

export function CreateKey({ mode = 'live', variant = 'primary' }: CreateKeyProps) {
  const t = useTranslations('keys.create');
  const { refresh } = useTab();
  const [isOpen, setOpen] = useState(false);
  const [isReading, startReading] = useTransition();
  const button = useRef<HTMLButtonElement>(null);
  const dialog = { isOpen, onOpenChange: setOpen };
  const CreateKeyDialog = useFetchedDialog(loadCreateKeyDialog, dialog);
  // Links to `/keys#create`, such as those of the docs, open this form.
  useEffect(() => {
    if (window.location.hash === '#create') setOpen(true);
  }, []);
  // After the first key, a list replaces this button, and the page takes the focus.
  useEffect(() => {
    if (!isReading) return;
    return () => {
      if (!button.current?.isConnected) document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
    };
  }, [isReading]);
  return (
    <>
      <Button
        ref={button}
        variant={variant}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        <Plus aria-hidden />
        {t('action')}
      </Button>
      {CreateKeyDialog && (
        <CreateKeyDialog {...dialog} mode={mode} button={button} onCreated={() => startReading(refresh)} />
      )}
    </>
  );
}
