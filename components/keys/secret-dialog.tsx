'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState, useTransition } from 'react';
import { AlertDialog, AlertDialogAction, AlertDialogCancel, AlertDialogContent } from '#components/ui/alert-dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { focusOn, useFocusOnClose } from '#components/ui/focus.ts';
import type { FreshKey } from './key-dialog-context.tsx';
import { SecretView } from './secret-view.tsx';

interface SecretDialogProps {
  fresh: FreshKey;
  title: string;
  description: string;
  /** Called last. Reloading the list earlier would unmount the dialog with the secret. */
  onClosed: () => void;
}

/** Shows a secret once. Closing the dialog or leaving the page asks first, so that the secret is not lost. */
export function SecretDialog({ fresh, title, description, onClosed }: SecretDialogProps) {
  const t = useTranslations('keys.secret');
  const [isRevealed, setRevealed] = useState(false);
  const [isSafe, setSafe] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const markSafe = useCallback(() => setSafe(true), []);
  const done = useRef<HTMLButtonElement>(null);
  useFocusOnClose(isAsking, done);
  useLeaveGuard(!isSafe);
  const [isClosing, startClosing] = useTransition();
  // A transition keeps the dialog open until the reloaded list is there, so the old list is never shown.
  const leave = () => startClosing(onClosed);
  const close = () => (isSafe ? leave() : setAsking(true));
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent
        onOpenAutoFocus={focusOn('input')}
        title={title}
        description={description}
        className="max-w-2xl"
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <Button ref={done} onClick={close} aria-busy={isClosing || undefined}>
            {t('done')}
          </Button>
        }
      >
        <SecretView fresh={fresh} isRevealed={isRevealed} onReveal={setRevealed} onTaken={markSafe} />
        <AlertDialog open={isAsking} onOpenChange={setAsking}>
          <AlertDialogContent
            title={t('guard.title')}
            description={t('guard.text')}
            footer={
              <>
                <AlertDialogAction asChild>
                  <Button variant="ghost" onClick={leave}>
                    {t('guard.close')}
                  </Button>
                </AlertDialogAction>
                <AlertDialogCancel asChild>
                  <Button variant="primary">{t('guard.back')}</Button>
                </AlertDialogCancel>
              </>
            }
          />
        </AlertDialog>
      </DialogContent>
    </Dialog>
  );
}

function useLeaveGuard(isOn: boolean) {
  useEffect(() => {
    if (!isOn) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isOn]);
}
