'use client';

import { Mail } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { callAction } from '#components/auth/call-action.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { Button } from '#components/ui/button.tsx';
import { FieldError } from '#components/ui/field.tsx';
import { requestLinkAction } from './actions.ts';
import { emailForm } from './inputs.ts';

interface LinkButtonProps {
  next: string;
  /** What stands in the e-mail field. */
  email: () => string;
  onMissing: () => void;
  onSent: (email: string) => void;
}

/** Sends a link instead of asking for the password. */
export function LinkButton({ next, email, onMissing, onSent }: LinkButtonProps) {
  const t = useTranslations('auth.signIn');
  const locale = useLocale();
  const failureText = useFailureText();
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const send = () => {
    const parsed = emailForm.safeParse({ email: email() });
    if (!parsed.success) {
      setError(t('linkNeedsEmail'));
      return onMissing();
    }
    startTransition(async () => {
      const result = await callAction(() => requestLinkAction({ ...parsed.data, locale, next }));
      if (result.ok) onSent(parsed.data.email);
      else setError(failureText(result.error));
    });
  };
  return (
    <>
      <Button size="large" onClick={send} aria-disabled={isPending || undefined}>
        <Mail aria-hidden />
        {t('link')}
      </Button>
      <FieldError>{error}</FieldError>
    </>
  );
}
