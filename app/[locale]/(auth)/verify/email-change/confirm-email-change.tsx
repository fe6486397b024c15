'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthHead } from '#components/auth/auth-page.tsx';
import { MailStep } from '#components/auth/mail-step.tsx';
import { Button } from '#components/ui/button.tsx';
import type { EmailChangeStep } from '#lib/accounts/change-email.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { confirmEmailChangeAction } from '../../actions.ts';

export function ConfirmEmailChange() {
  const t = useTranslations('auth.emailChange');
  const [step, setStep] = useState<EmailChangeStep>();
  if (step) return <Confirmed status={step.status} />;
  return (
    <MailStep
      step="emailChange"
      texts={{ conflict: t('taken') }}
      onConfirm={(token) => confirmEmailChangeAction({ token })}
      follow={async (done) => {
        setStep(done);
        return null;
      }}
    />
  );
}

function Confirmed({ status }: EmailChangeStep) {
  const t = useTranslations('auth.emailChange');
  return (
    <>
      <AuthHead title={t(`${status}.title`)} isArrival>
        {t(`${status}.text`)}
      </AuthHead>
      <Button asChild>
        <Link href="/settings">{t('toSettings')}</Link>
      </Button>
    </>
  );
}
