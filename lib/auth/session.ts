import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import type { Permission } from '#lib/accounts/permissions.ts';
import { ACCOUNT_COOKIE, SESSION_COOKIE } from './cookies.ts';
import { assertMay, type CurrentUser, toCurrentUser } from './current-user.ts';
import { safeReturnPath } from './return-path.ts';
import { findSessionToken } from './session-token.ts';
import { readSession } from './sessions.ts';

/** The signed-in user, checked against the database once per request; null for a stranger. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const jar = await cookies();
  const token = await findSessionToken(jar.get(SESSION_COOKIE)?.value);
  const session = token && (await readSession(token, new Date()));
  return session ? toCurrentUser(session, jar.get(ACCOUNT_COOKIE)?.value) : null;
});

/**
 * For pages about the user alone: a stranger is sent to sign in and returns afterwards. `proxy.ts` may pass the page's
 * path in `x-pathname`.
 */
export async function requirePerson(): Promise<CurrentUser> {
  const user = await currentUser();
  if (user) return user;
  const [locale, sent] = await Promise.all([getLocale(), headers()]);
  const back = safeReturnPath(sent.get('x-pathname'), '');
  redirect(`/${locale}/sign-in${back && `?callbackUrl=${encodeURIComponent(back)}`}`);
}

/** For every other page: a user who needs a second factor for the current account is sent to set one up. */
export async function requireUser(): Promise<CurrentUser> {
  const user = await requirePerson();
  if (user.lacksSecondFactor) redirect(`/${await getLocale()}/second-factor`);
  return user;
}

/** For pages of the current account: a member without the permission gets `forbidden`. */
export async function requireAccount(permission: Permission): Promise<CurrentUser> {
  const user = await requireUser();
  assertMay(user, permission);
  return user;
}

export { assertMay, assertVerified } from './current-user.ts';
