'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import * as z from 'zod/mini';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { name as nameInput } from '#components/auth/inputs.ts';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import { isConflict, useEdit } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogForm, DialogTrigger } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { focusFirstField } from '#components/ui/focus.ts';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { createOrganisationAction, renameAccountAction } from './actions.ts';

const nameForm = z.strictObject({ name: nameInput });

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
      <ConflictNotice
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

export function CreateOrganisation() {
  const t = useTranslations('settings.members');
  const create = usePageAction(createOrganisationAction);
  const { switchTo } = useTab();
  const [isOpen, setOpen] = useState(false);
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: nameForm,
    defaultValues: { name: '' },
    action: create,
    onDone: ({ accountId }, { name }) => {
      setOpen(false);
      switchTo(accountId);
      form.reset();
      toast.success(t('created', { name }));
    },
  });
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <div>
        <DialogTrigger asChild>
          <Button>{t('create')}</Button>
        </DialogTrigger>
      </div>
      <DialogContent title={t('create')} description={t('createText')} onOpenAutoFocus={focusFirstField}>
        <DialogForm onSubmit={submit} action={t('create')} isPending={isPending} failure={formError}>
          <Field label={t('name')} error={errorOf('name')}>
            <Input {...form.register('name')} autoComplete="organization" />
          </Field>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
