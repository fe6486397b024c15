'use client';

import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from '@simplewebauthn/browser';
import { callAction } from '#components/auth/call-action.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';

interface PasskeyUse {
  /** Requests the options for the browser's passkey dialog. */
  start: () => Promise<ActionResult<PublicKeyCredentialRequestOptionsJSON>>;
  /** @returns a ticket */
  answer: (response: AuthenticationResponseJSON) => Promise<ActionResult<string>>;
  /** Messages for an expired challenge and for a rejected answer. */
  texts: { expired?: string; refused: string };
  onTicket: (ticket: string) => Promise<ActionFailure>;
  onError: (text: string | undefined) => void;
}

/** Asks the browser for a passkey of this site. Closing its dialog is not an error. */
export function usePasskey({ start, answer, texts, onTicket, onError }: PasskeyUse): () => Promise<void> {
  const failureText = useFailureText();
  return async () => {
    onError(undefined);
    const started = await callAction(start);
    if (!started.ok) return onError(failureText(started.error, texts.expired ? { invalid_token: texts.expired } : {}));
    const response = await startAuthentication({ optionsJSON: started.data }).catch(() => null);
    if (!response) return;
    const finished = await callAction(() => answer(response));
    const failure = finished.ok ? await onTicket(finished.data) : finished.error;
    onError(failureText(failure, { invalid_token: texts.refused }));
  };
}
