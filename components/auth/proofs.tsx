'use client';

import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser';
import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import * as z from 'zod/mini';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { DialogForm } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { callAction } from './call-action.ts';
import { code, password } from './inputs.ts';
import { CodeInput, PasswordInput } from './secret-inputs.tsx';
import { useActionForm } from './use-action-form.ts';
import { useFailureText } from './use-failure-text.ts';

type Proof = { password: string } | { code: string } | { passkey: AuthenticationResponseJSON };

/** Server actions of step-up authentication. */
export interface ProofActions {
  prove: (proof: Proof) => Promise<ActionResult<void>>;
  startPasskey: (input: undefined) => Promise<ActionResult<PublicKeyCredentialRequestOptionsJSON>>;
}

export interface ProofProps {
  actions: ProofActions;
  onDone: () => void;
}

const passwordForm = z.strictObject({ password });
const codeForm = z.strictObject({ code });

export function PasswordProof({ actions, onDone }: ProofProps) {
  const t = useTranslations('auth.stepUp');
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: passwordForm,
    defaultValues: { password: '' },
    action: actions.prove,
    onDone,
    texts: { invalid_credentials: t('wrongPassword') },
  });
  return (
    <DialogForm onSubmit={submit} action={t('submit')} isPending={isPending} failure={formError}>
      <Field label={t('password')} error={errorOf('password')}>
        <PasswordInput {...form.register('password')} autoComplete="current-password" />
      </Field>
    </DialogForm>
  );
}

interface CodeProofProps extends ProofProps {
  /** One field for codes of the app and recovery codes, or a field for recovery codes alone. */
  takes: 'app' | 'recovery';
  /** The passkey button and its error. */
  otherwise?: ReactNode;
  failure?: string | undefined;
}

export function CodeProof({ actions, onDone, takes, otherwise, failure }: CodeProofProps) {
  const t = useTranslations('auth');
  const isMain = takes === 'app';
  const { form, submit, isPending, errorOf, formError } = useActionForm({
    schema: codeForm,
    defaultValues: { code: '' },
    action: actions.prove,
    onDone,
    texts: isMain ? {} : { invalid_code: t('code.recoveryRefused') },
  });
  return (
    <DialogForm
      onSubmit={submit}
      action={t('stepUp.submit')}
      variant={isMain ? 'primary' : 'secondary'}
      isPending={isPending}
      failure={formError ?? failure}
      otherwise={otherwise}
    >
      <Field
        label={t(isMain ? 'stepUp.code' : 'code.recoveryLabel')}
        hint={!isMain && t('code.recoveryHint')}
        error={errorOf('code')}
      >
        <CodeInput {...form.register('code')} takes={takes} />
      </Field>
    </DialogForm>
  );
}

/** The button that requests a passkey from the browser, and its last error. */
export function usePasskeyProof({ actions, onDone }: ProofProps) {
  const failureText = useFailureText();
  const t = useTranslations('auth.stepUp');
  const [error, setError] = useState<string>();
  const prove = async () => {
    setError(undefined);
    const started = await callAction(() => actions.startPasskey(undefined));
    if (!started.ok) return setError(failureText(started.error));
    const passkey = await startAuthentication({ optionsJSON: started.data }).catch(() => null);
    if (!passkey) return;
    const result = await callAction(() => actions.prove({ passkey }));
    if (result.ok) onDone();
    else setError(failureText(result.error, { invalid_token: t('passkeyRefused') }));
  };
  const toButton = (variant: ButtonProps['variant']) => (
    <Button variant={variant} onClick={prove} data-autofocus>
      <KeyRound aria-hidden />
      {t('passkey')}
    </Button>
  );
  return { toButton, error };
}
