'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/field.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { callAction } from './call-action.ts';
import { useFailureText } from './use-failure-text.ts';

interface ResendVerificationProps {
  onResend: (input: undefined) => Promise<ActionResult<void>>;
}

/** Sends the verification e-mail again, or says how long to wait. */
export function ResendVerification({ onResend }: ResendVerificationProps) {
  const t = useTranslations('settings.profile');
  const failureText = useFailureText();
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const resend = () =>
    startTransition(async () => {
      const result = await callAction(() => onResend(undefined));
      setError(result.ok ? undefined : failureText(result.error));
      if (result.ok) toast.success(t('resent'));
    });
  return (
    <div className="grid justify-items-start gap-2">
      <Button onClick={resend} disabled={isPending}>
        {t('resend')}
      </Button>
      <FormError>{error}</FormError>
    </div>
  );
}
