'use client';

import { KeyRound, Mail } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { AuthHead, useAuthHref } from '#components/auth/auth-page.tsx';
import { callAction } from '#components/auth/call-action.ts';
import { Form } from '#components/auth/form.tsx';
import { ProviderButtons, useProviderError } from '#components/auth/identity-providers.tsx';
import { PasswordInput } from '#components/auth/secret-inputs.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, FieldError, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { NextStep } from '#lib/auth/browser-cookies.ts';
import type { Provider } from '#lib/auth/oauth.ts';
import { requestLinkAction, signInAction, signInWithPasskeyAction, startPasskeySignInAction } from '../actions.ts';
import { emailForm, signInInput } from '../inputs.ts';
import { usePasskey } from './use-passkey.ts';

export interface FirstFactorProps {
  next: string;
  providers: readonly Provider[];
  error: string | null;
  isSignUpClosed: boolean;
  onStep: (step: NextStep) => Promise<ActionFailure>;
  onTicket: (ticket: string) => Promise<ActionFailure>;
  onLinkSent: (email: string) => void;
}

export function FirstFactor({
  next,
  providers,
  error,
  isSignUpClosed,
  onStep,
  onTicket,
  onLinkSent,
}: FirstFactorProps) {
  const t = useTranslations('auth.signIn');
  const toHref = useAuthHref();
  const providerError = useProviderError(error);
  const [passkeyError, setPasskeyError] = useState<string>();
  const signInWithPasskey = usePasskey({
    start: () => startPasskeySignInAction(undefined),
    answer: signInWithPasskeyAction,
    texts: { refused: t('passkeyRefused') },
    onTicket,
    onError: setPasskeyError,
  });
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: signInInput,
    defaultValues: { email: '', password: '' },
    action: signInAction,
    follow: onStep,
  });
  return (
    <>
      <AuthHead title={t('title')}>
        {!isSignUpClosed && t.rich('lede', { link: (words) => <TextLink href={toHref('/sign-up')}>{words}</TextLink> })}
      </AuthHead>
      <Form onSubmit={submit}>
        <Field label={t('email')} error={errorOf('email')}>
          <Input {...form.register('email')} type="email" autoComplete="username webauthn" autoCapitalize="none" />
        </Field>
        <Field label={t('password')} error={errorOf('password')}>
          <PasswordInput {...form.register('password')} autoComplete="current-password" />
        </Field>
        <FormError>{formError ?? passkeyError ?? providerError}</FormError>
        <SubmitButton size="large" isPending={isPending}>
          {t('submit')}
        </SubmitButton>
        <p className="text-13">
          <TextLink href={toHref('/reset-password')} className="tap-target">
            {t('forgot')}
          </TextLink>
        </p>
      </Form>
      <p className="mt-6 mb-3 border-t pt-6 text-13 text-ink-muted">{t('otherWays')}</p>
      <div className="grid gap-2">
        <Button size="large" onClick={signInWithPasskey}>
          <KeyRound aria-hidden />
          {t('passkey')}
        </Button>
        <LinkButton
          next={next}
          email={() => form.getValues('email')}
          onMissing={() => form.setFocus('email')}
          onSent={onLinkSent}
        />
        <ProviderButtons providers={providers} next={next} />
      </div>
    </>
  );
}

interface LinkButtonProps {
  next: string;
  /** Returns the text of the e-mail field. */
  email: () => string;
  onMissing: () => void;
  onSent: (email: string) => void;
}

/** Sends a sign-in link instead of asking for the password. */
function LinkButton({ next, email, onMissing, onSent }: LinkButtonProps) {
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
