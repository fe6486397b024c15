'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthHead, address, useAuthHref } from '#components/auth/auth-page.tsx';
import { Form } from '#components/auth/form.tsx';
import { ProviderButtons } from '#components/auth/identity-providers.tsx';
import { recallInvitation } from '#components/auth/mail-token.ts';
import { PasswordInput } from '#components/auth/secret-inputs.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Provider } from '#lib/auth/oauth.ts';
import { signUpAction } from '../actions.ts';
import { signUpForm } from '../inputs.ts';

interface SignUpProps {
  next: string;
  providers: readonly Provider[];
  isByInvitation: boolean;
}

export function SignUp({ next, providers, isByInvitation }: SignUpProps) {
  const t = useTranslations('auth.signUp');
  const locale = useLocale();
  const toHref = useAuthHref();
  const [sentTo, setSentTo] = useState<string>();
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: signUpForm,
    defaultValues: { email: '', password: '' },
    action: (values) => signUpAction({ ...values, locale, next, invitation: recallInvitation() ?? undefined }),
    onDone: (_, { email }) => setSentTo(email),
    texts: { sign_up_closed: t('needsInvitation') },
  });
  if (sentTo) return <CheckMail email={sentTo} onRestart={() => setSentTo(undefined)} />;
  return (
    <>
      <AuthHead title={t('title')}>
        {t.rich('lede', { link: (words) => <TextLink href={toHref('/sign-in')}>{words}</TextLink> })}
      </AuthHead>
      <Form onSubmit={submit}>
        {isByInvitation && <p className="text-13 text-ink-muted">{t('needsInvitation')}</p>}
        <Field label={t('email')} error={errorOf('email')}>
          <Input {...form.register('email')} type="email" autoComplete="email" autoCapitalize="none" />
        </Field>
        <Field label={t('password')} hint={t('passwordHint')} error={errorOf('password')}>
          <PasswordInput {...form.register('password')} autoComplete="new-password" />
        </Field>
        <FormError>{formError}</FormError>
        <SubmitButton size="large" isPending={isPending}>
          {t('submit')}
        </SubmitButton>
      </Form>
      {providers.length > 0 && (
        <div className="mt-6 grid gap-2 border-t pt-6">
          <ProviderButtons providers={providers} next={next} />
        </div>
      )}
    </>
  );
}

/** The same whether the address was available or not. */
function CheckMail({ email, onRestart }: { email: string; onRestart: () => void }) {
  const t = useTranslations('auth.checkMail');
  return (
    <>
      <AuthHead title={t('title')} isArrival>
        {t.rich('text', { email, ...address })}
      </AuthHead>
      <p className="pb-6 text-13 text-ink-muted">{t('missing')}</p>
      <Button onClick={onRestart}>{t('back')}</Button>
    </>
  );
}
