import 'server-only';
import { cookies } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import GitHub from 'next-auth/providers/github';
import Google from 'next-auth/providers/google';
import { env, publicUrl } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { DEFAULT_LOCALE, isLocale } from '#lib/i18n/locales.ts';
import { log } from '#lib/log.ts';
import { currentCaller } from './caller.ts';
import { COOKIE_MAX_AGE_SECONDS, sessionSecret } from './claim.ts';
import { CALLBACK_COOKIE, COOKIE_OPTIONS, CSRF_COOKIE, isSecure, SESSION_COOKIE } from './cookies.ts';

import { type Identity, PROVIDERS, type Provider, receiveIdentity } from './identities.ts';
import { rememberDevice } from './remember-device.ts';
import { safeReturnUrl } from './return-path.ts';
import { currentUser } from './session.ts';
import { openSession, revokeSession, type SignInMethod } from './sessions.ts';
import { admit, redeemTicket } from './sign-in.ts';

/** The user next-auth passes from a provider to the cookie: who, and how they proved it. */
interface Admitted {
  id: string;
  method: SignInMethod;
}

const ticketProvider = Credentials({
  id: 'ticket',
  credentials: { ticket: { type: 'text' } },
  // Null makes next-auth answer 401, the same for every ticket that is not good.
  authorize: async (credentials) => {
    const found = await redeemTicket(String(credentials?.ticket ?? ''), new Date()).catch(() => null);
    return found && { id: found.userId, method: found.method };
  },
});

function identityProviders(): NextAuthOptions['providers'] {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET } = env;
  const google = () =>
    Google({
      clientId: GOOGLE_CLIENT_ID ?? '',
      clientSecret: GOOGLE_CLIENT_SECRET ?? '',
      checks: ['pkce', 'state', 'nonce'],
    });
  const github = () =>
    GitHub({ clientId: GITHUB_CLIENT_ID ?? '', clientSecret: GITHUB_CLIENT_SECRET ?? '', checks: ['pkce', 'state'] });
  return PROVIDERS.map((provider) => (provider === 'google' ? google() : github()));
}

/** next-auth keeps the cookie and talks to identity providers. Who may sign in, and until when, is decided in this folder. */
export function authOptions(): NextAuthOptions {
  // Where it is reached is a fact of the configuration, never of a request's headers.
  process.env.NEXTAUTH_URL = publicUrl;
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: COOKIE_MAX_AGE_SECONDS },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: { name: SESSION_COOKIE, options: COOKIE_OPTIONS },
      csrfToken: { name: CSRF_COOKIE, options: COOKIE_OPTIONS },
      callbackUrl: { name: CALLBACK_COOKIE, options: COOKIE_OPTIONS },
    },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [ticketProvider, ...identityProviders()],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.provider === 'ticket') return true;
        return admitIdentity(user, toIdentity(account, profile, user.email ?? null, await preferredLocale()));
      },
      redirect: async ({ url }) => safeReturnUrl(url, new URL(publicUrl).origin),
      jwt: async ({ token, user, account }) => {
        // Only at signing in is there a user; later the cookie keeps what it said.
        if (!account) return { sessionId: token.sessionId, version: token.version };
        const { id, method } = user as Admitted;
        return {
          ...(await openSession({ userId: id, method, caller: await currentCaller(), device: await rememberDevice() })),
        };
      },
      // Nothing about the user leaves by next-auth's own session endpoint.
      session: async ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const user = await currentUser();
        if (user && token) await revokeSession(user.id, user.sessionId, await currentCaller());
      },
    },
    logger: {
      error: (code) => log.error({ event: 'next_auth', reason: code }),
      warn: () => {},
      debug: () => {},
    },
  };
}

type SignInCallback = NonNullable<NonNullable<NextAuthOptions['callbacks']>['signIn']>;
type SignInParameters = Parameters<SignInCallback>[0];

/** Google says whether the mailbox was proved; GitHub's public address may be any, so it is confirmed by mail. */
function toIdentity(
  account: SignInParameters['account'],
  profile: SignInParameters['profile'],
  email: string | null,
  locale: string,
): Identity {
  const provider = account?.provider as Provider;
  const isEmailVerified = provider === 'google' && (profile as { email_verified?: unknown })?.email_verified === true;
  return { provider, subject: account?.providerAccountId ?? '', email, isEmailVerified, locale };
}

/** True to sign in; an address of ours to go to instead: why not, or the second factor. */
async function admitIdentity(user: SignInParameters['user'], identity: Identity): Promise<true | string> {
  const now = new Date();
  const signedIn = await currentUser();
  const received = await receiveIdentity(identity, { signedIn, caller: await currentCaller(), now });
  if ('because' in received) return `/sign-in?error=${received.because}`;
  if (!signedIn) {
    const { id, sessionVersion } = await db.user.findUniqueOrThrow({ where: { id: received.userId } });
    const step = await admit({ id, sessionVersion }, identity.provider, now);
    if (step.status === 'second_factor') return `/sign-in?challenge=${step.challenge}`;
  }
  Object.assign(user, { id: received.userId, method: identity.provider } satisfies Admitted);
  return true;
}

/** The language last chosen in this browser: a provider's answer comes to an address without one. */
async function preferredLocale(): Promise<string> {
  const chosen = (await cookies()).get('locale')?.value ?? '';
  return isLocale(chosen) ? chosen : DEFAULT_LOCALE;
}
