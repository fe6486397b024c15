import 'server-only';
import { cookies } from 'next/headers';
import { ACCOUNT_COOKIE, COOKIE_OPTIONS, SESSION_COOKIE } from './cookies.ts';

/** Takes this browser's session cookie away. Whether the session itself has ended is the caller's business. */
export async function dropSession(): Promise<void> {
  const jar = await cookies();
  // Overwritten rather than deleted: a `__Host-` cookie goes only with the attributes it came with.
  for (const name of [SESSION_COOKIE, ACCOUNT_COOKIE]) jar.set(name, '', { ...COOKIE_OPTIONS, maxAge: 0 });
}
