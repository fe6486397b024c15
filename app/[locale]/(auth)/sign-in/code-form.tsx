'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { CodeInput } from '#components/auth/code-input.tsx';
import { Form } from '#components/auth/form.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Field, FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import { answerChallengeAction } from './actions.ts';
import { codeInput } from './inputs.ts';

interface CodeFormProps {
  challenge: string;
  /** The app's codes and recovery codes, in one field, or recovery codes alone. */
  takes: 'app' | 'recovery';
  onTicket: (ticket: string) => Promise<ActionFailure>;
}

export function CodeForm({ challenge, takes, onTicket }: CodeFormProps) {
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
