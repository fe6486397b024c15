'use client';

import { useTranslations } from 'next-intl';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { Meanwhile } from '#components/edits/meanwhile.tsx';
import { isConflict, useEdit } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { renameAccountAction } from './actions.ts';
import { nameForm } from './inputs.ts';

export function RenameForm({ name }: { name: string }) {
  const t = useTranslations('settings.members');
  const rename = usePageAction(renameAccountAction);
  const edit = useEdit({ name });
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: nameForm,
    defaultValues: { name },
    action: (values) => edit.send(values, rename),
    onDone: () => void toast.success(t('renamed')),
    onFailure: isConflict,
  });
  return (
    <Form onSubmit={submit} className="max-w-sm">
      <Field label={t('name')} error={errorOf('name')}>
        <Input {...form.register('name')} autoComplete="organization" />
      </Field>
      <Meanwhile
        edit={edit}
        nameOf={() => t('name')}
        textOf={(_, value) => value}
        onSave={submit}
        onTake={(theirs) => form.reset({ ...form.getValues(), ...theirs })}
      />
      <FormEnd variant="secondary" error={formError} isPending={isPending}>
        {t('rename')}
      </FormEnd>
    </Form>
  );
}
