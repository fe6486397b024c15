'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { AuthHead } from '#components/auth/auth-head.tsx';
import { Form } from '#components/auth/form.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Button } from '#components/ui/button.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { answerChallengeAction } from './actions.ts';
import { codeInput } from './inputs.ts';

interface CodeFormProps {
  challenge: string;
  onTicket: (ticket: string) => Promise<boolean>;
  onRestart: () => void;
}

/** A code from the authenticator app, or a recovery code: one field takes both. */
export function CodeForm({ challenge, onTicket, onRestart }: CodeFormProps) {
  const t = useTranslations('auth.code');
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: codeInput,
    defaultValues: { code: '' },
    action: ({ code }) => answerChallengeAction({ challenge, code }),
    onDone: async (ticket) => void (await onTicket(ticket)),
    texts: { invalid_token: t('tooManyTries') },
  });
  useEffect(() => form.setFocus('code'), [form]);
  return (
    <>
      <AuthHead title={t('title')}>{t('text')}</AuthHead>
      <Form onSubmit={submit}>
        <Field label={t('label')} hint={t('hint')} error={errorOf('code')}>
          <Input
            {...form.register('code')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            className="figures"
          />
        </Field>
        <FormError>{formError}</FormError>
        <SubmitButton size="large" isPending={isPending}>
          {t('submit')}
        </SubmitButton>
        <Button variant="ghost" onClick={onRestart}>
          {t('back')}
        </Button>
      </Form>
    </>
  );
}
