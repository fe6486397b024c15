'use client';

import { exchangeTicket } from './session-requests.ts';

/** Signs in with a ticket and goes on. A whole page load: what the browser had cached belonged to a stranger. */
export async function finishSignIn(ticket: string, next: string): Promise<boolean> {
  if (!(await exchangeTicket(ticket))) return false;
  window.location.assign(next);
  // The page is being left: whoever waits for this keeps waiting, so that no button comes back to life.
  return new Promise(() => {});
}
