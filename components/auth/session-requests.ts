import type { ActionFailure } from '#lib/auth/action-result.ts';
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
export async function exchangeTicket(ticket: string): Promise<ActionFailure | null> {
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
