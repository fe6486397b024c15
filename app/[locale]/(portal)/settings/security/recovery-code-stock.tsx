'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/field.tsx';
import { renewCodesAction } from './actions.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

/** How many are left, and ten new ones instead. */
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
