'use client';

import { startRegistration } from '@simplewebauthn/browser';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useActionForm } from '#components/auth/use-action-form.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog, DialogContent, DialogForm, DialogTrigger } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { focusFirstField, useKeptFocus } from '#components/ui/focus.ts';
import { Input } from '#components/ui/input.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import type { PasskeySummary } from '#lib/auth/passkeys.ts';
import { addPasskeyAction, removePasskeyAction, startPasskeyAction } from './actions.ts';
import { passkeyNameForm } from './inputs.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

interface PasskeysProps {
  passkeys: PasskeySummary[];
  now: Date;
}

export function Passkeys({ passkeys, now }: PasskeysProps) {
  const t = useTranslations('settings.security.passkeys');
  useKeptFocus(passkeys.length);
  return (
    <>
      {passkeys.length === 0 && <p className="text-14 text-ink-muted">{t('empty')}</p>}
      {passkeys.length > 0 && (
        <ul className="-my-2.5 grid">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} now={now} />
          ))}
        </ul>
      )}
      <div>
        <AddPasskey />
      </div>
    </>
  );
}

function PasskeyRow({ passkey: { id, name, createdAt, lastUsedAt }, now }: { passkey: PasskeySummary; now: Date }) {
  const t = useTranslations('settings.security.passkeys');
  const failureText = useFailureText();
  const guard = useStepUp();
  const removePasskey = usePageAction(removePasskeyAction);
  const remove = async () => {
    const result = await guard(() => removePasskey({ id }));
    return result.ok ? undefined : failureText(result.error);
  };
  return (
    <li className="flex items-center justify-between gap-4 border-b py-2.5 last:border-b-0">
      <div className="grid min-w-0 gap-0.5">
        <span className="wrap-anywhere font-medium">{name}</span>
        <span className="text-13 text-ink-muted">
          {t(lastUsedAt ? 'used' : 'added')} <RelativeTime moment={lastUsedAt ?? createdAt} now={now} />
        </span>
      </div>
      <ConfirmDialog
        trigger={
          <Button variant="ghost" className="-me-3">
            {t('remove')}
          </Button>
        }
        title={t('removeTitle', { name })}
        description={t('removeText')}
        action={t('remove')}
        onConfirm={remove}
      />
    </li>
  );
}

function AddPasskey() {
  const t = useTranslations('settings.security.passkeys');
  const guard = useStepUp();
  const startPasskey = usePageAction(startPasskeyAction);
  const addPasskey = usePageAction(addPasskeyAction);
  const [isOpen, setOpen] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const add = async ({ name }: { name: string }): Promise<ActionResult<{ codes: string[] | null }>> => {
    const started = await guard(() => startPasskey(undefined));
    if (!started.ok) return started;
    const response = await startRegistration({ optionsJSON: started.data }).catch(() => null);
    if (!response) return { ok: false, error: { code: 'invalid_token' } };
    return guard(() => addPasskey({ name, response }));
  };
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: passkeyNameForm,
    defaultValues: { name: '' },
    action: add,
    onDone: (added) => {
      setOpen(false);
      setCodes(added.codes);
      form.reset();
    },
    texts: { invalid_token: t('refused') },
  });
  return (
    <>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button>{t('add')}</Button>
        </DialogTrigger>
        <DialogContent title={t('add')} description={t('addText')} onOpenAutoFocus={focusFirstField}>
          <DialogForm onSubmit={submit} action={t('continue')} isPending={isPending} failure={formError}>
            <Field label={t('name')} hint={t('nameHint')} error={errorOf('name')}>
              <Input {...form.register('name')} autoComplete="off" />
            </Field>
          </DialogForm>
        </DialogContent>
      </Dialog>
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
    </>
  );
}
