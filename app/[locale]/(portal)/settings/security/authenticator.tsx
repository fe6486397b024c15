'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { disableTotpAction, startTotpAction } from './actions.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { type TotpDraft, TotpSetup } from './totp-setup.tsx';

type Step = { name: 'setup'; draft: TotpDraft } | { name: 'codes'; codes: string[] } | null;

/** Set-up, replacement and removal of the authenticator app. */
export function Authenticator({ isOn, hasPasskey }: { isOn: boolean; hasPasskey: boolean }) {
  const t = useTranslations('settings.security.totp');
  const failureText = useFailureText();
  const guard = useStepUp();
  const startTotp = usePageAction(startTotpAction);
  const disableTotp = usePageAction(disableTotpAction);
  const { refresh } = useTab();
  const [step, setStep] = useState<Step>(null);
  const [error, setError] = useState<string>();
  const start = async () => {
    const result = await guard(() => startTotp(undefined));
    setError(result.ok ? undefined : failureText(result.error));
    if (result.ok) setStep({ name: 'setup', draft: result.data });
  };
  const disable = async () => {
    const result = await guard(() => disableTotp(undefined));
    return result.ok ? undefined : failureText(result.error);
  };
  const close = () => {
    setStep(null);
    refresh();
  };
  return (
    <>
      <p>
        <Badge variant={isOn ? 'success' : 'neutral'}>{t(isOn ? 'on' : 'off')}</Badge>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={start}>{t(isOn ? 'replace' : 'start')}</Button>
        {isOn && (
          <ConfirmDialog
            trigger={<Button variant="ghost">{t('disable')}</Button>}
            title={t('disableTitle')}
            description={t(hasPasskey ? 'disableTextPasskey' : 'disableText')}
            action={t('disable')}
            onConfirm={disable}
          />
        )}
      </div>
      <FormError>{error}</FormError>
      {step?.name === 'setup' && (
        <TotpSetup
          draft={step.draft}
          onDone={(codes) => setStep({ name: 'codes', codes })}
          onClose={() => setStep(null)}
        />
      )}
      {step?.name === 'codes' && <RecoveryCodes codes={step.codes} onClose={close} />}
    </>
  );
}
