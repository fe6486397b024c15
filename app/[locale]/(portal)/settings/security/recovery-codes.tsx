'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { renewCodesAction } from './actions.ts';

/** Shown once. Only the button closes it, so that a click beside it does not lose the codes. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const t = useTranslations('settings.security.codes');
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        title={t('title')}
        description={t('text')}
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <>
            <CopyButton text={codes.join('\n')} label={t('copy')} isLabelShown />
            <Button variant="primary" onClick={onClose}>
              {t('done')}
            </Button>
          </>
        }
      >
        <ol className="grid grid-cols-2 gap-x-6 gap-y-2 font-mono text-14">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </DialogContent>
    </Dialog>
  );
}

/** The number of codes left, and a button for ten new ones. */
export function RecoveryCodeStock({ left }: { left: number }) {
  const t = useTranslations('settings.security.codes');
  const failureText = useFailureText();
  const guard = useStepUp();
  const renewCodes = usePageAction(renewCodesAction);
  const { refresh } = useTab();
  const [codes, setCodes] = useState<string[]>();
  const [error, setError] = useState<string>();
  const renew = async () => {
    const result = await guard(() => renewCodes(undefined));
    setError(result.ok ? undefined : failureText(result.error));
    if (result.ok) setCodes(result.data.codes);
  };
  const close = () => {
    setCodes(undefined);
    refresh();
  };
  return (
    <>
      <p className={left === 0 ? 'text-14 text-warning' : 'text-14 text-ink-muted'}>{t('left', { count: left })}</p>
      <div>
        <Button onClick={renew}>{t('renew')}</Button>
      </div>
      <FormError>{error}</FormError>
      {codes && <RecoveryCodes codes={codes} onClose={close} />}
    </>
  );
}
