'use client';

import { useTranslations } from 'next-intl';
import type { z } from 'zod';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useRoleOptions } from '#components/settings/use-role-options.ts';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { Role } from '#lib/db/generated/enums.ts';
import { inviteAction } from './actions.ts';
import { inviteForm } from './inputs.ts';

export function InviteForm({ role: actor }: { role: Role }) {
  const t = useTranslations('settings.members');
  const hints = useTranslations('settings.roleHints');
  const guard = useStepUp();
  const invite = usePageAction(inviteAction);
  const { form, submit, isPending, errorOf, formError } = useActionForm<z.infer<typeof inviteForm>, void>({
    schema: inviteForm,
    defaultValues: { email: '', role: 'developer' },
    action: (values) => guard(() => invite(values)),
    onDone: (_, { email }) => {
      form.reset();
      toast.success(t('invited', { email }));
    },
    texts: { conflict: t('alreadyMember') },
  });
  const role = form.watch('role');
  return (
    <Form onSubmit={submit} className="max-w-sm">
      <Field label={t('email')} error={errorOf('email')}>
        <Input {...form.register('email')} type="email" autoComplete="off" autoCapitalize="none" />
      </Field>
      <Field label={t('role')} hint={hints(role)}>
        <Select
          options={useRoleOptions(actor, null)}
          value={role}
          onValueChange={(value) => form.setValue('role', value as Role)}
        />
      </Field>
      <FormEnd error={formError} isPending={isPending}>
        {t('send')}
      </FormEnd>
    </Form>
  );
}
