'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { focusFirstField } from '#components/ui/focus.ts';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { callAction } from './call-action.ts';
import { CodeProof, PasswordProof, type ProofActions, type ProofProps, usePasskeyProof } from './proofs.tsx';
import { useFailureText } from './use-failure-text.ts';

/** The user's methods of step-up authentication. */
export interface ProofMethods {
  hasPassword: boolean;
  hasTotp: boolean;
  hasPasskey: boolean;
}

export interface StepUpActions extends ProofActions {
  signOut: (input: undefined) => Promise<ActionResult<void>>;
}

interface StepUpDialogProps {
  methods: ProofMethods;
  actions: StepUpActions;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onProved: () => void;
}

/** Requires the same factors as sign-in: the second factor when there is one, otherwise the password. */
export function StepUpDialog({ methods, actions, isOpen, onOpenChange, onProved }: StepUpDialogProps) {
  const t = useTranslations('auth.stepUp');
  const { hasPassword, hasTotp, hasPasskey } = methods;
  const way = { actions, onDone: onProved };
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t('title')} description={t('text')} onOpenAutoFocus={focusFirstField}>
        {hasTotp || hasPasskey ? (
          <SecondFactorProof {...way} hasTotp={hasTotp} hasPasskey={hasPasskey} />
        ) : hasPassword ? (
          <PasswordProof {...way} />
        ) : (
          <SignInAgain signOut={actions.signOut} />
        )}
      </DialogContent>
    </Dialog>
  );
}

type SecondFactorProps = ProofProps & Pick<ProofMethods, 'hasTotp' | 'hasPasskey'>;

function SecondFactorProof({ hasTotp, hasPasskey, ...way }: SecondFactorProps) {
  const t = useTranslations('auth.code');
  const passkey = usePasskeyProof(way);
  if (hasTotp)
    return (
      <CodeProof {...way} takes="app" otherwise={hasPasskey && passkey.toButton('secondary')} failure={passkey.error} />
    );
  return (
    <div className="grid gap-4">
      <FormError>{passkey.error}</FormError>
      <div className="grid sm:justify-items-start">{passkey.toButton('primary')}</div>
      <p className="border-t pt-4 text-13 text-ink-muted">{t('orRecovery')}</p>
      <CodeProof {...way} takes="recovery" />
    </div>
  );
}

/** For users who sign in by e-mail or through a provider and have no other proof. */
function SignInAgain({ signOut }: Pick<StepUpActions, 'signOut'>) {
  const t = useTranslations('auth.stepUp');
  const locale = useLocale();
  const failureText = useFailureText();
  const [error, setError] = useState<string>();
  const leave = async () => {
    const result = await callAction(() => signOut(undefined));
    if (!result.ok && result.error.code !== 'unauthenticated') return setError(failureText(result.error));
    const { pathname, search } = window.location;
    window.location.assign(`/${locale}/sign-in?${new URLSearchParams({ callbackUrl: pathname + search })}`);
  };
  return (
    <div className="grid gap-4">
      <p className="text-14">{t('signInAgain')}</p>
      <FormError>{error}</FormError>
      <div className="grid sm:justify-items-end">
        <Button variant="primary" onClick={leave} data-autofocus>
          {t('signOutAndIn')}
        </Button>
      </div>
    </div>
  );
}
