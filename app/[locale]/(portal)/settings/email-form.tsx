'use client';

import { useTranslations } from 'next-intl';
import * as z from 'zod/mini';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { email } from '#components/auth/inputs.ts';
import { ResendVerification } from '#components/auth/resend-verification.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { changeEmailAction, resendVerificationAction } from './actions.ts';

const emailForm = z.strictObject({ email });

interface EmailFormProps {
  current: string;
  isVerified: boolean;
  /** The new address of a change that the two mailboxes have not both confirmed. */
  waiting: string | null;
}

export function EmailForm({ current, isVerified, waiting }: EmailFormProps) {
  const t = useTranslations('settings.profile');
  const guard = useStepUp();
  const changeEmail = usePageAction(changeEmailAction);
  const resend = usePageAction(resendVerificationAction);
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: emailForm,
    defaultValues: { email: '' },
    action: (values) => guard(() => changeEmail(values)),
    onDone: (): void => form.reset(),
  });
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 break-all">
        {current}
        <Badge variant={isVerified ? 'success' : 'warning'}>{t(isVerified ? 'verified' : 'unverified')}</Badge>
      </p>
      {!isVerified && <ResendVerification onResend={resend} />}
      {waiting && (
        <p role="status" className="text-13 text-ink-muted">
          {t('waiting', { email: waiting })}
        </p>
      )}
      <Form onSubmit={submit} className="max-w-sm">
        <Field label={t('newEmail')} hint={t('newEmailHint')} error={errorOf('email')}>
          <Input {...form.register('email')} type="email" autoComplete="email" autoCapitalize="none" />
        </Field>
        <FormEnd variant="secondary" error={formError} isPending={isPending}>
          {t('changeEmail')}
        </FormEnd>
      </Form>
    </>
  );
}
