'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthHead } from '#components/auth/auth-head.tsx';
import { finishSignIn } from '#components/auth/finish-sign-in.ts';
import { Form } from '#components/auth/form.tsx';
import { recallInvitation } from '#components/auth/invitation-memory.ts';
import { MailStep } from '#components/auth/mail-step.tsx';
import { PasswordInput } from '#components/auth/password-input.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Field, FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { PendingFactor, SignInStep } from '#lib/auth/sign-in.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { SignIn } from '../sign-in/sign-in.tsx';
import { verifyAction } from './actions.ts';
import { passwordForm } from './inputs.ts';

/** Confirms an address. Another browser than the one that signed up is asked for the password. */
export function Verify({ locale }: { locale: Locale }) {
  const [askedFor, setAskedFor] = useState<string>();
  const [pending, setPending] = useState<PendingFactor>();
  const next = () => `/${locale}/${recallInvitation() ? 'invitation' : 'overview'}`;
  const onStep = async (step: SignInStep) => {
    if (step.status === 'ticket') return finishSignIn(step.ticket, next());
    setPending(step);
    return null;
  };
  if (pending) return <SignIn next={next()} pending={pending} providers={[]} error={null} isSignUpClosed />;
  if (askedFor) return <AskPassword token={askedFor} onStep={onStep} />;
  return (
    <MailStep
      step="verify"
      onConfirm={(token) => verifyAction({ token })}
      follow={onStep}
      onFailure={({ code }, token) => {
        if (code === 'invalid_credentials') setAskedFor(token);
        return code === 'invalid_credentials';
      }}
    />
  );
}

function AskPassword({
  token,
  onStep,
}: {
  token: string;
  onStep: (step: SignInStep) => Promise<ActionFailure | null>;
}) {
  const t = useTranslations('auth.verify');
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: passwordForm,
    defaultValues: { password: '' },
    action: ({ password }) => verifyAction({ token, password }),
    follow: onStep,
    texts: { invalid_credentials: t('wrongPassword') },
  });
  return (
    <>
      <AuthHead title={t('title')} isArrival>
        {t('askPassword')}
      </AuthHead>
      <Form onSubmit={submit}>
        <Field label={t('password')} error={errorOf('password')}>
          <PasswordInput {...form.register('password')} autoComplete="current-password" />
        </Field>
        <FormError>{formError}</FormError>
        <SubmitButton size="large" isPending={isPending}>
          {t('submit')}
        </SubmitButton>
      </Form>
    </>
  );
}
