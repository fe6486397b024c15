'use client';

import { useTranslations } from 'next-intl';
import { Form } from '#components/auth/form.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { renameAccountAction } from './actions.ts';
import { nameForm } from './inputs.ts';

export function RenameForm({ name }: { name: string }) {
  const t = useTranslations('settings.members');
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: nameForm,
    defaultValues: { name },
    action: renameAccountAction,
    onDone: () => void toast.success(t('renamed')),
  });
  return (
    <Form onSubmit={submit} className="max-w-sm">
      <Field label={t('name')} error={errorOf('name')}>
        <Input {...form.register('name')} autoComplete="organization" />
      </Field>
      <FormError>{formError}</FormError>
      <div>
        <SubmitButton variant="secondary" isPending={isPending}>
          {t('rename')}
        </SubmitButton>
      </div>
    </Form>
  );
}
