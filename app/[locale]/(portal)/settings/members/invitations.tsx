'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import * as z from 'zod/mini';
import { Form, FormEnd } from '#components/auth/form.tsx';
import { email } from '#components/auth/inputs.ts';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { useKeptFocus } from '#components/ui/focus.ts';
import { Input } from '#components/ui/input.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { ROLES } from '#lib/accounts/permissions.ts';
import type { Role } from '#lib/db/generated/enums.ts';
import { inviteAction, revokeInvitationAction } from './actions.ts';
import { useRoleOptions } from './members.tsx';

interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  expiresAt: Date;
}

/** Invitations that are not accepted yet. */
export function Invitations({ invitations, now }: { invitations: InvitationRow[]; now: Date }) {
  const t = useTranslations('settings.members');
  const roles = useTranslations('settings.roles');
  const failureText = useFailureText();
  const guard = useStepUp();
  const revokeInvitation = usePageAction(revokeInvitationAction);
  const [error, setError] = useState<string>();
  useKeptFocus(invitations.length);
  const revoke = async (id: string) => {
    const result = await guard(() => revokeInvitation({ id }));
    setError(result.ok ? undefined : failureText(result.error));
  };
  if (invitations.length === 0) return null;
  return (
    <>
      <h3 className="pt-2 font-medium text-13 text-ink-muted">{t('open')}</h3>
      <ul className="-my-2.5 grid">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id} className="flex items-center justify-between gap-4 border-b py-2.5 last:border-b-0">
            <div className="grid min-w-0 gap-0.5">
              <span className="wrap-anywhere font-medium">{email}</span>
              <span className="text-13 text-ink-muted">
                {roles(role)} · {t('expires')} <RelativeTime moment={expiresAt} now={now} />
              </span>
            </div>
            <Button variant="ghost" className="-me-3" onClick={() => revoke(id)}>
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <FormError>{error}</FormError>
    </>
  );
}

const inviteForm = z.strictObject({ email, role: z.enum(ROLES) });

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
