import 'server-only';
import { cookies } from 'next/headers';
import { COOKIE_MAX_AGE_SECONDS, toSessionCookie } from './claim.ts';
import { ACCOUNT_COOKIE, COOKIE_OPTIONS, SESSION_COOKIE } from './cookies.ts';
import type { SessionClaim } from './sessions.ts';

/** Signs this browser in with a session, as next-auth does with a ticket. */
export async function keepSession(claim: SessionClaim): Promise<void> {
  const value = await toSessionCookie(claim);
  (await cookies()).set(SESSION_COOKIE, value, { ...COOKIE_OPTIONS, maxAge: COOKIE_MAX_AGE_SECONDS });
}

/** Takes this browser's session cookie away. Whether the session itself has ended is the caller's business. */
export async function dropSession(): Promise<void> {
  const jar = await cookies();
  // Overwritten rather than deleted: a `__Host-` cookie goes only with the attributes it came with.
  for (const name of [SESSION_COOKIE, ACCOUNT_COOKIE]) jar.set(name, '', { ...COOKIE_OPTIONS, maxAge: 0 });
}
