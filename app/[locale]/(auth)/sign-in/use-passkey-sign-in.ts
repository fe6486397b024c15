'use client';

import { startAuthentication } from '@simplewebauthn/browser';
import { useTranslations } from 'next-intl';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { signInWithPasskeyAction, startPasskeySignInAction } from './actions.ts';

interface PasskeySignIn {
  onTicket: (ticket: string) => Promise<boolean>;
  onError: (text: string | undefined) => void;
}

/** Asks the browser for a passkey of this site. Closing its dialog is no error. */
export function usePasskeySignIn({ onTicket, onError }: PasskeySignIn) {
  const t = useTranslations('auth.signIn');
  const failureText = useFailureText();
  return async () => {
    onError(undefined);
    const started = await startPasskeySignInAction(undefined);
    if (!started.ok) return onError(failureText(started.error));
    const answer = await startAuthentication({ optionsJSON: started.data }).catch(() => null);
    if (!answer) return;
    const finished = await signInWithPasskeyAction(answer);
    if (finished.ok) await onTicket(finished.data);
    else onError(failureText(finished.error, { invalid_token: t('passkeyRefused') }));
  };
}
