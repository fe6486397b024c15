/** Asks next-auth to do something, with the token it wants against forged forms. @returns where it would go next */
async function post(path: string, fields: Record<string, string>): Promise<{ ok: boolean; url: string | null }> {
  const { csrfToken } = await (await fetch('/api/auth/csrf')).json();
  const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' });
  const response = await fetch(`/api/auth/${path}`, { method: 'POST', body });
  const { url = null } = await response.json().catch(() => ({}));
  return { ok: response.ok, url };
}

/** Turns a ticket into a session, whose cookie comes with the answer. */
export async function exchangeTicket(ticket: string): Promise<boolean> {
  const { ok } = await post('callback/ticket', { ticket });
  return ok;
}

/** Leaves for an identity provider's page. Works for signing in and, when signed in, for linking. */
export async function goToProvider(provider: string, callbackUrl: string): Promise<void> {
  const { url } = await post(`signin/${provider}`, { callbackUrl });
  if (url) window.location.assign(url);
}
