'use client';

import { useTranslations } from 'next-intl';
import * as z from 'zod/mini';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import { isConflict, useEdit } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { LOCALE_NAMES, LOCALES, type Locale } from '#lib/i18n/locales.ts';
import { normaliseLine } from '#lib/normalise.ts';
import { updateProfileAction } from './actions.ts';

const profileForm = z.strictObject({
  name: z.string().check(z.overwrite(normaliseLine), z.maxLength(80, 'nameLong')),
  locale: z.enum(LOCALES),
});

export function ProfileForm(defaultValues: { name: string; locale: Locale }) {
  const t = useTranslations('settings.profile');
  const updateProfile = usePageAction(updateProfileAction);
  const edit = useEdit(defaultValues);
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: profileForm,
    defaultValues,
    action: (values) => edit.send(values, updateProfile),
    onDone: () => void toast.success(t('saved')),
    onFailure: isConflict,
  });
  const locale = form.watch('locale');
  const languages = LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }));
  return (
    <Form onSubmit={submit} className="max-w-sm">
      <Field label={t('name')} isOptional error={errorOf('name')}>
        <Input {...form.register('name')} autoComplete="name" />
      </Field>
      <Field label={t('language')} hint={t('languageHint')}>
        <Select
          options={languages}
          value={locale}
          onValueChange={(value) => form.setValue('locale', value as Locale)}
        />
      </Field>
      <ConflictNotice
        edit={edit}
        nameOf={(field) => t(field === 'locale' ? 'language' : 'name')}
        textOf={(field, value) => (field === 'locale' ? LOCALE_NAMES[value as Locale] : value)}
        onSave={submit}
        onTake={(theirs) => form.reset({ ...form.getValues(), ...theirs })}
      />
      <FormEnd error={formError} isPending={isPending}>
        {t('save')}
      </FormEnd>
    </Form>
  );
}
