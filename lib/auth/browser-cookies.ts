import 'server-only';
import { cookies } from 'next/headers';
import { ACCOUNT_COOKIE, CHALLENGE_COOKIE, COOKIE_OPTIONS, DEVICE_COOKIE, SESSION_COOKIE } from './cookies.ts';
import { COOKIE_MAX_AGE_SECONDS, toSessionCookie } from './session-token.ts';
import type { Device, SessionToken } from './sessions.ts';
import type { SignInStep } from './sign-in.ts';
import { hashSecret, newSecret, TOKEN_LIFETIME_MS } from './tokens.ts';

/** Sets the session cookie in this browser, as next-auth does for a ticket. */
export async function keepSession(token: SessionToken): Promise<void> {
  const value = await toSessionCookie(token);
  (await cookies()).set(SESSION_COOKIE, value, { ...COOKIE_OPTIONS, maxAge: COOKIE_MAX_AGE_SECONDS });
}

/** Removes this browser's session cookie. The caller decides whether the session itself ends. */
export async function dropSession(): Promise<void> {
  const jar = await cookies();
  // Overwritten rather than deleted: a `__Host-` cookie goes only with the attributes it came with.
  for (const name of [SESSION_COOKIE, ACCOUNT_COOKIE]) jar.set(name, '', { ...COOKIE_OPTIONS, maxAge: 0 });
}

/** The next step as the browser sees it: the challenge itself stays in its cookie. */
export type NextStep = { status: 'ticket'; ticket: string } | { status: 'second_factor' };

/** Keeps a challenge in a cookie: it stays out of the address, and survives a change of language or a reload. */
export async function keepChallenge(step: SignInStep): Promise<NextStep> {
  if (step.status === 'ticket') return step;
  const maxAge = TOKEN_LIFETIME_MS.second_factor / 1000;
  (await cookies()).set(CHALLENGE_COOKIE, step.challenge, { ...COOKIE_OPTIONS, maxAge });
  return { status: step.status };
}

const YEAR_SECONDS = 365 * 86_400;

/** Identifies this browser for another year from now. */
export async function rememberDevice(): Promise<Device> {
  const jar = await cookies();
  const secret = jar.get(DEVICE_COOKIE)?.value || newSecret();
  jar.set(DEVICE_COOKIE, secret, { ...COOKIE_OPTIONS, maxAge: YEAR_SECONDS });
  return hashSecret(secret);
}
