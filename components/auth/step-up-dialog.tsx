'use client';

import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { z } from 'zod';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Field, FormError } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { focusFirstField } from './focus-first-field.ts';
import { Form } from './form.tsx';
import { code, password } from './inputs.ts';
import { PasswordInput } from './password-input.tsx';
import { useActionForm } from './use-action-form.ts';
import { useFailureText } from './use-failure-text.ts';

/** What the user could prove it with. */
export interface ProofMethods {
  hasPassword: boolean;
  hasTotp: boolean;
  hasPasskey: boolean;
}

type Proof = { password: string } | { code: string } | { passkey: AuthenticationResponseJSON };

/** The server actions it calls. */
export interface ProofActions {
  prove: (proof: Proof) => Promise<ActionResult<void>>;
  startPasskey: (input: undefined) => Promise<ActionResult<PublicKeyCredentialRequestOptionsJSON>>;
}

interface ProofProps {
  actions: ProofActions;
  onDone: () => void;
}

interface StepUpDialogProps {
  methods: ProofMethods;
  actions: ProofActions;
  isOpen: boolean;
  onClose: (isProved: boolean) => void;
}

export function StepUpDialog({ methods, actions, isOpen, onClose }: StepUpDialogProps) {
  const t = useTranslations('auth.stepUp');
  const { hasPassword, hasTotp, hasPasskey } = methods;
  const onDone = () => onClose(true);
  return (
    <Dialog open={isOpen} onOpenChange={(next) => next || onClose(false)}>
      <DialogContent title={t('title')} description={t('text')} onOpenAutoFocus={focusFirstField}>
        <div className="grid gap-4">
          {hasTotp && <CodeProof actions={actions} onDone={onDone} />}
          {!hasTotp && hasPassword && <PasswordProof actions={actions} onDone={onDone} />}
          {hasPasskey && <PasskeyProof actions={actions} onDone={onDone} />}
          {!hasTotp && !hasPassword && !hasPasskey && (
            <>
              <p className="text-14">{t('signInAgain')}</p>
              <Button asChild variant="primary">
                <Link href="/settings/security">{t('toSecurity')}</Link>
              </Button>
            </>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

const passwordForm = z.strictObject({ password });
const codeForm = z.strictObject({ code });

function PasswordProof({ actions, onDone }: ProofProps) {
  const t = useTranslations('auth.stepUp');
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: passwordForm,
    defaultValues: { password: '' },
    action: actions.prove,
    onDone,
    texts: { invalid_credentials: t('wrongPassword') },
  });
  return (
    <Form onSubmit={submit}>
      <Field label={t('password')} error={errorOf('password')}>
        <PasswordInput {...form.register('password')} autoComplete="current-password" />
      </Field>
      <FormError>{formError}</FormError>
      <SubmitButton isPending={isPending}>{t('submit')}</SubmitButton>
    </Form>
  );
}

function CodeProof({ actions, onDone }: ProofProps) {
  const t = useTranslations('auth.stepUp');
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: codeForm,
    defaultValues: { code: '' },
    action: actions.prove,
    onDone,
  });
  return (
    <Form onSubmit={submit}>
      <Field label={t('code')} error={errorOf('code')}>
        <Input {...form.register('code')} autoComplete="one-time-code" className="figures" />
      </Field>
      <FormError>{formError}</FormError>
      <SubmitButton isPending={isPending}>{t('submit')}</SubmitButton>
    </Form>
  );
}

function PasskeyProof({ actions, onDone }: ProofProps) {
  const t = useTranslations('auth.stepUp');
  const failureText = useFailureText();
  const [error, setError] = useState<string>();
  const prove = async () => {
    const started = await actions.startPasskey(undefined);
    if (!started.ok) return setError(failureText(started.error));
    const passkey = await startAuthentication({ optionsJSON: started.data }).catch(() => null);
    if (!passkey) return;
    const result = await actions.prove({ passkey });
    if (result.ok) onDone();
    else setError(failureText(result.error, { invalid_token: t('passkeyRefused') }));
  };
  return (
    <div className="grid gap-2">
      <Button onClick={prove}>{t('passkey')}</Button>
      <FormError>{error}</FormError>
    </div>
  );
}
