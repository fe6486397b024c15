'use client';

import type { ActionFailure } from '#lib/auth/action-result.ts';
import { exchangeTicket } from './session-requests.ts';

/**
 * Signs in with a ticket and goes on. A whole page load: what the browser had cached belonged to a stranger.
 * @returns why that did not work
 */
export async function finishSignIn(ticket: string, next: string): Promise<ActionFailure> {
  const failure = await exchangeTicket(ticket);
  if (failure) return failure;
  window.location.assign(next);
  // The page is being left: whoever waits for this keeps waiting, so that no button comes back to life.
  return new Promise(() => {});
}
