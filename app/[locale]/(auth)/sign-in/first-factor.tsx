'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthHead } from '#components/auth/auth-head.tsx';
import { Form } from '#components/auth/form.tsx';
import { PasswordInput } from '#components/auth/password-input.tsx';
import { ProviderButtons } from '#components/auth/provider-buttons.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { useAuthHref } from '#components/auth/use-auth-href.ts';
import { useProviderError } from '#components/auth/use-provider-error.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { NextStep } from '#lib/auth/browser-cookies.ts';
import type { Provider } from '#lib/auth/oauth.ts';
import { signInAction, signInWithPasskeyAction, startPasskeySignInAction } from './actions.ts';
import { signInInput } from './inputs.ts';
import { LinkButton } from './link-button.tsx';
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
