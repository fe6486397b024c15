'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { AuthHead, useAuthHref } from '#components/auth/auth-page.tsx';
import { Form } from '#components/auth/form.tsx';
import { CodeInput } from '#components/auth/secret-inputs.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { PendingFactor } from '#lib/auth/sign-in.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { answerChallengeAction, answerWithPasskeyAction, startPasskeyAnswerAction } from '../actions.ts';
import { codeInput } from '../inputs.ts';
import { usePasskey } from './use-passkey.ts';

interface SecondFactorProps {
  pending: PendingFactor;
  onTicket: (ticket: string) => Promise<ActionFailure>;
}

/** The step after password, e-mail link or provider. The user's own methods come first; recovery codes always work. */
export function SecondFactor({ pending: { challenge, hasTotp, hasPasskey }, onTicket }: SecondFactorProps) {
  const t = useTranslations('auth.code');
  const toHref = useAuthHref();
  const way = { challenge, onTicket };
  return (
    <>
      <AuthHead title={t('title')} isArrival={!hasTotp}>
        {t(hasTotp ? (hasPasskey ? 'textBoth' : 'text') : 'textPasskey')}
      </AuthHead>
      {hasTotp ? <CodeForm {...way} takes="app" /> : <PasskeyAnswer {...way} variant="primary" />}
      {hasPasskey && (
        <>
          <p className="mt-6 mb-3 border-t pt-6 text-13 text-ink-muted">{t(hasTotp ? 'orPasskey' : 'orRecovery')}</p>
          {hasTotp ? <PasskeyAnswer {...way} /> : <CodeForm {...way} takes="recovery" />}
        </>
      )}
      <div className="mt-4 grid">
        <Button asChild variant="ghost">
          <Link href={toHref('/sign-in')}>{t('back')}</Link>
        </Button>
      </div>
    </>
  );
}

interface CodeFormProps {
  challenge: string;
  /** One field for codes of the app and recovery codes, or a field for recovery codes alone. */
  takes: 'app' | 'recovery';
  onTicket: (ticket: string) => Promise<ActionFailure>;
}

function CodeForm({ challenge, takes, onTicket }: CodeFormProps) {
  const t = useTranslations('auth.code');
  const isMain = takes === 'app';
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: codeInput,
    defaultValues: { code: '' },
    action: ({ code }) => answerChallengeAction({ challenge, code }),
    follow: onTicket,
    texts: { invalid_token: t('tooManyTries'), ...(!isMain && { invalid_code: t('recoveryRefused') }) },
  });
  useEffect(() => {
    if (isMain) form.setFocus('code');
  }, [form, isMain]);
  return (
    <Form onSubmit={submit}>
      <Field
        label={t(isMain ? 'label' : 'recoveryLabel')}
        hint={t(isMain ? 'hint' : 'recoveryHint')}
        error={errorOf('code')}
      >
        <CodeInput {...form.register('code')} takes={takes} />
      </Field>
      <FormError>{formError}</FormError>
      <SubmitButton size="large" variant={isMain ? 'primary' : 'secondary'} isPending={isPending}>
        {t('submit')}
      </SubmitButton>
    </Form>
  );
}

interface PasskeyAnswerProps extends Pick<ButtonProps, 'variant'> {
  challenge: string;
  onTicket: (ticket: string) => Promise<ActionFailure>;
}

function PasskeyAnswer({ challenge, onTicket, variant }: PasskeyAnswerProps) {
  const t = useTranslations('auth.code');
  const [error, setError] = useState<string>();
  const answer = usePasskey({
    start: () => startPasskeyAnswerAction({ challenge }),
    answer: (response) => answerWithPasskeyAction({ challenge, response }),
    texts: { expired: t('tooManyTries'), refused: t('passkeyRefused') },
    onTicket,
    onError: setError,
  });
  return (
    <div className="grid gap-2">
      <FormError>{error}</FormError>
      <Button size="large" variant={variant} onClick={answer}>
        <KeyRound aria-hidden />
        {t('passkey')}
      </Button>
    </div>
  );
}
