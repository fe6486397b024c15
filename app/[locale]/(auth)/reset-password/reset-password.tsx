'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthHead, address, BackToSignIn } from '#components/auth/auth-page.tsx';
import { Form } from '#components/auth/form.tsx';
import { useMailToken } from '#components/auth/mail-token.ts';
import { PasswordInput } from '#components/auth/secret-inputs.tsx';
import { useSignInSteps } from '#components/auth/sign-in-steps.ts';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { requestResetAction, resetAction } from '../actions.ts';
import { emailForm, newPasswordForm } from '../inputs.ts';

/** Without a token it requests the e-mail; with one it asks for the new password. */
export function ResetPassword({ next }: { next: string }) {
  const token = useMailToken();
  const [isAsking, setAsking] = useState(false);
  if (token === undefined) return null;
  if (token === null || isAsking) return <RequestReset next={next} />;
  return <SetPassword token={token} next={next} onRestart={() => setAsking(true)} />;
}

function RequestReset({ next }: { next: string }) {
  const t = useTranslations('auth.reset');
  const locale = useLocale();
  const [sentTo, setSentTo] = useState<string>();
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: emailForm,
    defaultValues: { email: '' },
    action: (values) => requestResetAction({ ...values, locale, next }),
    onDone: (_, { email }) => setSentTo(email),
  });
  if (sentTo) {
    return (
      <>
        <AuthHead title={t('sentTitle')} isArrival>
          {t.rich('sent', { email: sentTo, ...address })}
        </AuthHead>
        <BackToSignIn />
      </>
    );
  }
  return (
    <>
      <AuthHead title={t('title')}>{t('text')}</AuthHead>
      <Form onSubmit={submit}>
        <Field label={t('email')} error={errorOf('email')}>
          <Input {...form.register('email')} type="email" autoComplete="username" autoCapitalize="none" />
        </Field>
        <FormError>{formError}</FormError>
        <SubmitButton size="large" isPending={isPending}>
          {t('request')}
        </SubmitButton>
        <BackToSignIn variant="ghost" />
      </Form>
    </>
  );
}

interface SetPasswordProps {
  token: string;
  next: string;
  /** Requests another link. */
  onRestart: () => void;
}

function SetPassword({ token, next, onRestart }: SetPasswordProps) {
  const t = useTranslations('auth.reset');
  const { onStep } = useSignInSteps(next);
  const [isBroken, setBroken] = useState(false);
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: newPasswordForm,
    defaultValues: { password: '' },
    action: ({ password }) => resetAction({ token, password }),
    follow: onStep,
    onFailure: ({ code }) => {
      setBroken(code === 'invalid_token');
      return false;
    },
  });
  return (
    <>
      <AuthHead title={t('setTitle')}>{t('setText')}</AuthHead>
      <Form onSubmit={submit}>
        <Field label={t('password')} hint={t('passwordHint')} error={errorOf('password')}>
          <PasswordInput {...form.register('password')} autoComplete="new-password" />
        </Field>
        <FormError>{formError}</FormError>
        <SubmitButton size="large" isPending={isPending}>
          {t('set')}
        </SubmitButton>
        {isBroken && <Button onClick={onRestart}>{t('again')}</Button>}
      </Form>
    </>
  );
}
