import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { publicUrl } from '#lib/config/env.ts';
import { log } from '#lib/log.ts';
import { type Admitted, admitIdentity, chosenLocale } from './admit-identity.ts';
import { rememberDevice } from './browser-cookies.ts';
import { currentCaller } from './caller.ts';
import {
  CALLBACK_COOKIE,
  COOKIE_OPTIONS,
  CSRF_COOKIE,
  isSecure,
  NONCE_COOKIE,
  PKCE_COOKIE,
  SESSION_COOKIE,
  STATE_COOKIE,
} from './cookies.ts';
import { identityProviders, toIdentity } from './providers.ts';
import { safeReturnUrl } from './return-path.ts';
import { currentUser } from './session.ts';
import { COOKIE_MAX_AGE_SECONDS, sessionSecret } from './session-token.ts';
import { openSession, revokeSession } from './sessions.ts';
import { redeemTicket } from './sign-in.ts';

/** The longest stay at a provider's page. */
const PROVIDER_COOKIE_OPTIONS = { ...COOKIE_OPTIONS, maxAge: 900 };

const ticketProvider = Credentials({
  id: 'ticket',
  credentials: { ticket: { type: 'text' } },
  // Null makes next-auth answer 401, the same for every invalid ticket.
  authorize: async (credentials) => {
    const found = await redeemTicket(String(credentials?.ticket ?? ''), new Date()).catch(() => null);
    return found && { id: found.userId, method: found.method };
  },
});

/** next-auth keeps the cookie and talks to identity providers. This folder has the rules of sign-in and sessions. */
export async function authOptions(): Promise<NextAuthOptions> {
  // The public address comes from the configuration, never from a request's headers.
  process.env.NEXTAUTH_URL = publicUrl;
  const signIn = `/${await chosenLocale()}/sign-in`;
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: COOKIE_MAX_AGE_SECONDS },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: { name: SESSION_COOKIE, options: COOKIE_OPTIONS },
      csrfToken: { name: CSRF_COOKIE, options: COOKIE_OPTIONS },
      callbackUrl: { name: CALLBACK_COOKIE, options: COOKIE_OPTIONS },
      state: { name: STATE_COOKIE, options: PROVIDER_COOKIE_OPTIONS },
      pkceCodeVerifier: { name: PKCE_COOKIE, options: PROVIDER_COOKIE_OPTIONS },
      nonce: { name: NONCE_COOKIE, options: PROVIDER_COOKIE_OPTIONS },
    },
    pages: { signIn, error: signIn, signOut: signIn },
    providers: [ticketProvider, ...identityProviders()],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (!account) return false;
        if (account.provider === 'ticket') return true;
        const identity = toIdentity({ account, profile, email: user.email ?? null }, await chosenLocale());
        const admitted = await admitIdentity(identity);
        if (typeof admitted === 'string') return admitted;
        Object.assign(user, admitted);
        return true;
      },
      redirect: async ({ url }) => safeReturnUrl(url, new URL(publicUrl).origin),
      jwt: async ({ token, user, account }) => {
        // next-auth passes a user only at sign-in; later the values come from the cookie.
        if (!account) return { sessionId: token.sessionId, version: token.version };
        const { id, method, sessionToken } = user as Admitted;
        return { ...(sessionToken ?? (await openSessionHere(id, method))) };
      },
      // next-auth's own session endpoint reveals nothing about the user.
      session: async ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const user = await currentUser();
        if (user && token) await revokeSession(user.id, user.sessionId, await currentCaller());
      },
    },
    logger: {
      error: (code, details) => log.error({ event: 'next_auth', reason: code, err: toError(details) }),
      warn: () => {},
      debug: () => {},
    },
  };
}

const openSessionHere = async (userId: string, method: Admitted['method']) =>
  openSession({ userId, method, caller: await currentCaller(), device: await rememberDevice() });

/** Picks the error, which tells an operator what is misconfigured at a provider. The other details may hold tokens. */
const toError = (details: object): unknown => ('error' in details ? details.error : details);
