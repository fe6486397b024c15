'use client';

import { useLocale } from 'next-intl';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { NextStep } from '#lib/auth/browser-cookies.ts';
import { toFailure } from './call-action.ts';

type Reply = { ok: true; url: string | null } | { ok: false; error: ActionFailure };

/** Asks next-auth to do something, with the token it wants against forged forms. @returns where it would go next */
async function post(path: string, fields: Record<string, string>): Promise<Reply> {
  try {
    const { csrfToken } = await (await fetch('/api/auth/csrf')).json();
    const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' });
    const response = await fetch(`/api/auth/${path}`, { method: 'POST', body });
    const { url = null } = await response.json().catch(() => ({}));
    return response.ok ? { ok: true, url } : { ok: false, error: { code: 'internal' } };
  } catch (error) {
    return { ok: false, error: toFailure(error) };
  }
}

/** Turns a ticket into a session, whose cookie comes with the answer. @returns why that did not work */
async function exchangeTicket(ticket: string): Promise<ActionFailure | null> {
  const reply = await post('callback/ticket', { ticket });
  return reply.ok ? null : reply.error;
}

/** Leaves for an identity provider's page. Works for signing in and, when signed in, for linking. @returns why it could not */
export async function goToProvider(provider: string, callbackUrl: string): Promise<ActionFailure | null> {
  const reply = await post(`signin/${provider}`, { callbackUrl });
  if (!reply.ok) return reply.error;
  if (reply.url) window.location.assign(reply.url);
  return null;
}

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
