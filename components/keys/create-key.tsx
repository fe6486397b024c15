'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx';
import { focusOn, useFocusOnClose } from '#components/ui/focus.ts';
import { MAIN_ID } from '#components/ui/skip-link.tsx';
import { CreateKeyForm } from './create-key-form.tsx';
import type { FreshKey } from './key-actions.ts';
import { SecretDialog } from './secret-dialog.tsx';

interface CreateKeyProps extends Pick<ButtonProps, 'variant'> {
  /** What the form begins with. */
  mode?: 'live' | 'test';
}

/** The button, the form it opens, and then the secret. */
export function CreateKey({ mode = 'live', variant = 'primary' }: CreateKeyProps) {
  const t = useTranslations('keys.create');
  const { refresh } = useTab();
  const [isOpen, setOpen] = useState(false);
  const [fresh, setFresh] = useState<FreshKey | null>(null);
  const [isReading, startReading] = useTransition();
  const button = useRef<HTMLButtonElement>(null);
  useFocusOnClose(fresh !== null, button);
  // A link to `/keys#create`, such as the documentation's, means this form.
  useEffect(() => {
    if (window.location.hash === '#create') setOpen(true);
  }, []);
  // With the first key this button makes way for a list: then the page takes the focus.
  useEffect(() => {
    if (!isReading) return;
    return () => {
      if (!button.current?.isConnected) document.getElementById(MAIN_ID)?.focus({ preventScroll: true });
    };
  }, [isReading]);
  const finish = () => {
    setFresh(null);
    startReading(refresh);
  };
  return (
    <>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button ref={button} variant={variant}>
            <Plus aria-hidden />
            {t('action')}
          </Button>
        </DialogTrigger>
        <DialogContent
          title={t('title')}
          description={t('text')}
          className="max-w-xl"
          onOpenAutoFocus={focusOn('input[name=name]')}
        >
          <CreateKeyForm
            mode={mode}
            onCreated={(created) => {
              setOpen(false);
              setFresh(created);
            }}
          />
        </DialogContent>
      </Dialog>
      {fresh && (
        <SecretDialog
          fresh={fresh}
          title={t('done', { name: fresh.name })}
          description={t('doneText')}
          onClosed={finish}
        />
      )}
    </>
  );
}
