import 'server-only';
import { cookies } from 'next/headers';
import { publicUrl } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { DEFAULT_LOCALE, isLocale, type Locale } from '#lib/i18n/locales.ts';
import { localeCookieAt } from '#lib/i18n/routing.ts';
import { log } from '#lib/log.ts';
import { keepChallenge } from './browser-cookies.ts';
import { currentCaller } from './caller.ts';
import { CALLBACK_COOKIE } from './cookies.ts';
import { type Identity, receiveIdentity } from './identities.ts';
import type { ProviderError } from './oauth.ts';
import { withoutOrigin } from './return-path.ts';
import { currentUser } from './session.ts';
import type { SessionToken, SignInMethod } from './sessions.ts';
import { admit } from './sign-in.ts';

/** The user next-auth passes from a provider to the cookie, with the method of signing in. */
export interface Admitted {
  id: string;
  method: SignInMethod;
  /** The session that is already open, if any. */
  sessionToken?: SessionToken;
}

/** The query of the sign-in page when the user is not signed in yet. */
type Instead = { error: ProviderError } | { step: 'second_factor' };

/** Returns the user to sign in, or an address of ours that explains the refusal or asks for the second factor. */
export async function admitIdentity(identity: Identity): Promise<Admitted | string> {
  try {
    const step = await receive(identity);
    return 'admitted' in step ? step.admitted : signInAddress(step);
  } catch (error) {
    // next-auth would put the message into the address bar, and nowhere else.
    log.error({ event: 'identity_failed', kind: identity.provider, err: error });
    return signInAddress({ error: 'other' });
  }
}

async function receive(identity: Identity): Promise<{ admitted: Admitted } | Instead> {
  const now = new Date();
  const signedIn = await currentUser();
  const received = await receiveIdentity(identity, { signedIn, caller: await currentCaller(), now });
  if ('because' in received) return { error: received.because };
  const admitted: Admitted = { id: received.userId, method: identity.provider };
  // Linking proves no identity anew, so the session continues unchanged.
  if (received.isLinked && signedIn)
    return {
      admitted: { ...admitted, sessionToken: { sessionId: signedIn.sessionId, version: signedIn.sessionVersion } },
    };
  const { id, sessionVersion } = await db.user.findUniqueOrThrow({ where: { id: received.userId } });
  const step = await admit({ id, sessionVersion }, identity.provider, now);
  const { status } = await keepChallenge(step);
  return status === 'ticket' ? { admitted } : { step: status };
}

/** The sign-in page, which redirects to the page the visitor first asked for. */
async function signInAddress(said: Instead): Promise<string> {
  const callbackUrl = (await cookies()).get(CALLBACK_COOKIE)?.value;
  const query = new URLSearchParams({ ...said, ...(callbackUrl && { callbackUrl }) });
  return `/${await chosenLocale()}/sign-in?${query}`;
}

/**
 * The locale of a visitor who returns from a provider: the locale of the page they return to, else the one last chosen
 * in this browser. The provider's callback address has none.
 */
export async function chosenLocale(): Promise<Locale> {
  const jar = await cookies();
  const here = new URL(publicUrl);
  const wanted = withoutOrigin(jar.get(CALLBACK_COOKIE)?.value ?? '', here.origin).split(/[/?#]/)[1];
  return (
    [wanted, jar.get(localeCookieAt(here).name)?.value].find((tag) => tag !== undefined && isLocale(tag)) ??
    DEFAULT_LOCALE
  );
}
