'use client';

import { useLocale, useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { focusFirstField } from '#components/ui/focus.ts';
import type { ActionResult } from '#lib/auth/action-result.ts';
import { callAction } from './call-action.ts';
import { CodeProof, PasswordProof, type ProofActions, type ProofProps, usePasskeyProof } from './proofs.tsx';
import { useFailureText } from './use-failure-text.ts';

type Guard = <T>(work: () => Promise<ActionResult<T>>) => Promise<ActionResult<T>>;

const StepUpContext = createContext<Guard>(callAction);

/** Calls a server action; when it wants to know that it is really the user, asks, and calls it again. */
export const useStepUp = (): Guard => use(StepUpContext);

interface StepUpProviderProps {
  methods: ProofMethods;
  actions: StepUpActions;
  children: ReactNode;
}

export function StepUpProvider({ methods, actions, children }: StepUpProviderProps) {
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<(isProved: boolean) => void>(() => {});
  const ask = useCallback(() => {
    setOpen(true);
    return new Promise<boolean>((resolve) => {
      settle.current = resolve;
    });
  }, []);
  const guard: Guard = useCallback(
    async (work) => {
      const first = await callAction(work);
      if (first.ok || first.error.code !== 'step_up_required') return first;
      return (await ask()) ? callAction(work) : first;
    },
    [ask],
  );
  const close = (isProved: boolean) => {
    setOpen(false);
    settle.current(isProved);
  };
  return (
    <StepUpContext value={guard}>
      {children}
      <StepUpDialog methods={methods} actions={actions} isOpen={isOpen} onClose={close} />
    </StepUpContext>
  );
}

/** What the user could prove it with. */
interface ProofMethods {
  hasPassword: boolean;
  hasTotp: boolean;
  hasPasskey: boolean;
}

interface StepUpActions extends ProofActions {
  signOut: (input: undefined) => Promise<ActionResult<void>>;
}

interface StepUpDialogProps {
  methods: ProofMethods;
  actions: StepUpActions;
  isOpen: boolean;
  onClose: (isProved: boolean) => void;
}

/** Asks as signing in does: for the second factor where there is one, and for the password only where there is none. */
function StepUpDialog({ methods, actions, isOpen, onClose }: StepUpDialogProps) {
  const t = useTranslations('auth.stepUp');
  const { hasPassword, hasTotp, hasPasskey } = methods;
  const way = { actions, onDone: () => onClose(true) };
  return (
    <Dialog open={isOpen} onOpenChange={(next) => next || onClose(false)}>
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

/** For somebody who signs in by mail or through a provider: that is the only proof they have. */
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
