'use client';

import { useLocale } from 'next-intl';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { NextStep } from '#lib/auth/browser-cookies.ts';
import { exchangeTicket } from './session-requests.ts';

/** The ways on from a factor that was right. Each leaves the page, or says why it could not. */
export function useSignInSteps(next: string) {
  const locale = useLocale();
  const onTicket = async (ticket: string): Promise<ActionFailure> => (await exchangeTicket(ticket)) ?? leaveFor(next);
  /** In, or to the page that asks for the second factor. */
  const onStep = (step: NextStep): Promise<ActionFailure> => {
    if (step.status === 'ticket') return onTicket(step.ticket);
    return leaveFor(`/${locale}/sign-in?${new URLSearchParams({ step: step.status, callbackUrl: next })}`);
  };
  return { onTicket, onStep };
}

/** A whole page load: what the browser had cached belonged to a stranger. */
function leaveFor(path: string): Promise<never> {
  window.location.assign(path);
  // Whoever waits for this keeps waiting, so that no button comes back to life.
  return new Promise(() => {});
}
