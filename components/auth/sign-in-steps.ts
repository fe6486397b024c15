'use client';

import { useLocale } from 'next-intl';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { NextStep } from '#lib/auth/browser-cookies.ts';
import { toFailure } from './call-action.ts';

type Reply = { ok: true; url: string | null } | { ok: false; error: ActionFailure };

/** Posts to next-auth with its CSRF token. @returns the URL it would redirect to */
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

/** Exchanges a ticket for a session cookie. @returns the failure, if any */
async function exchangeTicket(ticket: string): Promise<ActionFailure | null> {
  const reply = await post('callback/ticket', { ticket });
  return reply.ok ? null : reply.error;
}

/** Redirects to an identity provider, to sign in or to link it. @returns the failure, if any */
export async function goToProvider(provider: string, callbackUrl: string): Promise<ActionFailure | null> {
  const reply = await post(`signin/${provider}`, { callbackUrl });
  if (!reply.ok) return reply.error;
  if (reply.url) window.location.assign(reply.url);
  return null;
}

/** The next steps after a correct factor. Each leaves the page or returns a failure. */
export function useSignInSteps(next: string) {
  const locale = useLocale();
  const onTicket = async (ticket: string): Promise<ActionFailure> => (await exchangeTicket(ticket)) ?? leaveFor(next);
  /** Signs in, or opens the page for the second factor. */
  const onStep = (step: NextStep): Promise<ActionFailure> => {
    if (step.status === 'ticket') return onTicket(step.ticket);
    return leaveFor(`/${locale}/sign-in?${new URLSearchParams({ step: step.status, callbackUrl: next })}`);
  };
  return { onTicket, onStep };
}

/** Loads a new document, because the router's cache belongs to the signed-out state. */
function leaveFor(path: string): Promise<never> {
  window.location.assign(path);
  // Never resolves, so that buttons stay pending until the page unloads.
  return new Promise(() => {});
}
