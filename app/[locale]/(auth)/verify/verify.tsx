'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthHead } from '#components/auth/auth-page.tsx';
import { Form } from '#components/auth/form.tsx';
import { MailStep } from '#components/auth/mail-step.tsx';
import { recallInvitation } from '#components/auth/mail-token.ts';
import { PasswordInput } from '#components/auth/secret-inputs.tsx';
import { useSignInSteps } from '#components/auth/sign-in-steps.ts';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Field, FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { NextStep } from '#lib/auth/browser-cookies.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { verifyAction } from '../actions.ts';
import { passwordForm } from '../inputs.ts';

interface VerifyProps {
  locale: Locale;
  next: string;
}

/** Confirms an e-mail address. A browser other than the one that signed up must enter the password. */
export function Verify({ locale, next }: VerifyProps) {
  const [askedFor, setAskedFor] = useState<string>();
  // The invitation is in the browser's storage, which is readable only after hydration.
  const { onStep } = useSignInSteps(next);
  const toInvitation = useSignInSteps(`/${locale}/invitation`);
  const follow = (step: NextStep) => (recallInvitation() ? toInvitation.onStep(step) : onStep(step));
  if (askedFor) return <AskPassword token={askedFor} follow={follow} />;
  return (
    <MailStep
      step="verify"
      onConfirm={(token) => verifyAction({ token })}
      follow={follow}
      onFailure={({ code }, token) => {
        if (code === 'invalid_credentials') setAskedFor(token);
        return code === 'invalid_credentials';
      }}
    />
  );
}

interface AskPasswordProps {
  token: string;
  follow: (step: NextStep) => Promise<ActionFailure>;
}

function AskPassword({ token, follow }: AskPasswordProps) {
  const t = useTranslations('auth.verify');
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: passwordForm,
    defaultValues: { password: '' },
    action: ({ password }) => verifyAction({ token, password }),
    follow,
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
