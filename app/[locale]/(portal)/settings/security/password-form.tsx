'use client';

import { useTranslations } from 'next-intl';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { PasswordInput } from '#components/auth/secret-inputs.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Field } from '#components/ui/field.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { changePasswordAction } from './actions.ts';
import { passwordForm } from './inputs.ts';

interface PasswordFormProps {
  hasPassword: boolean;
  /** Password managers store a password under this user name. */
  email: string;
}

export function PasswordForm({ hasPassword, email }: PasswordFormProps) {
  const t = useTranslations('settings.security.password');
  const guard = useStepUp();
  const changePassword = usePageAction(changePasswordAction);
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: passwordForm,
    defaultValues: { current: '', next: '' },
    action: (values) => guard(() => changePassword(values)),
    onDone: () => {
      form.reset();
      toast.success(t('saved'));
    },
    texts: { invalid_credentials: t('wrong') },
  });
  return (
    <Form onSubmit={submit} className="max-w-sm">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {hasPassword && (
        <Field label={t('current')} error={errorOf('current')}>
          <PasswordInput {...form.register('current')} autoComplete="current-password" />
        </Field>
      )}
      <Field label={t('next')} hint={t('hint')} error={errorOf('next')}>
        <PasswordInput {...form.register('next')} autoComplete="new-password" />
      </Field>
      <FormEnd error={formError} isPending={isPending}>
        {t(hasPassword ? 'change' : 'set')}
      </FormEnd>
    </Form>
  );
}
