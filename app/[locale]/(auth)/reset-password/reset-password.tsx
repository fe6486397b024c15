'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthHead, address } from '#components/auth/auth-head.tsx';
import { BackToSignIn } from '#components/auth/back-to-sign-in.tsx';
import { finishSignIn } from '#components/auth/finish-sign-in.ts';
import { Form } from '#components/auth/form.tsx';
import { PasswordInput } from '#components/auth/password-input.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { useMailToken } from '#components/auth/use-mail-token.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { PendingFactor } from '#lib/auth/sign-in.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { SignIn } from '../sign-in/sign-in.tsx';
import { requestResetAction, resetAction } from './actions.ts';
import { newPasswordForm, resetRequestInput } from './inputs.ts';

/** Without a link from a mail it asks for one; with it, it asks for the new password. */
export function ResetPassword({ next }: { next: string }) {
  const token = useMailToken();
  const [isAsking, setAsking] = useState(false);
  if (token === undefined) return null;
  if (token === null || isAsking) return <RequestReset />;
  return <SetPassword token={token} next={next} onRestart={() => setAsking(true)} />;
}

function RequestReset() {
  const t = useTranslations('auth.reset');
  const [sentTo, setSentTo] = useState<string>();
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: resetRequestInput,
    defaultValues: { email: '' },
    action: requestResetAction,
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
        <Button asChild variant="ghost">
          <Link href="/sign-in">{t('back')}</Link>
        </Button>
      </Form>
    </>
  );
}

interface SetPasswordProps {
  token: string;
  next: string;
  /** Asks for another link. */
  onRestart: () => void;
}

function SetPassword({ token, next, onRestart }: SetPasswordProps) {
  const t = useTranslations('auth.reset');
  const [pending, setPending] = useState<PendingFactor>();
  const [isBroken, setBroken] = useState(false);
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: newPasswordForm,
    defaultValues: { password: '' },
    action: ({ password }) => resetAction({ token, password }),
    follow: async (step) => {
      if (step.status === 'ticket') return finishSignIn(step.ticket, next);
      setPending(step);
      return null;
    },
    onFailure: ({ code }) => {
      setBroken(code === 'invalid_token');
      return false;
    },
  });
  if (pending) return <SignIn next={next} pending={pending} providers={[]} error={null} isSignUpClosed />;
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
