import 'server-only';
import { cookies } from 'next/headers';
import { db } from '#lib/db/client.ts';
import { DEFAULT_LOCALE, isLocale } from '#lib/i18n/locales.ts';
import { log } from '#lib/log.ts';
import { currentCaller } from './caller.ts';
import { CALLBACK_COOKIE, CHALLENGE_COOKIE, COOKIE_OPTIONS } from './cookies.ts';
import { type Identity, receiveIdentity } from './identities.ts';
import type { ProviderError } from './oauth.ts';
import { currentUser } from './session.ts';
import type { SessionClaim, SignInMethod } from './sessions.ts';
import { admit } from './sign-in.ts';
import { TOKEN_LIFETIME_MS } from './tokens.ts';

/** The user next-auth passes from a provider to the cookie: who, and how they proved it. */
export interface Admitted {
  id: string;
  method: SignInMethod;
  /** The session they have already. */
  claim?: SessionClaim;
}

/** What the sign-in page shows in place of signing in. */
type Instead = { error: ProviderError } | { step: 'second_factor' };

/** Whom to sign in, or an address of ours to go to instead, which says why not or asks for the second factor. */
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
  // Linking is no new proof of who is here: the session goes on as it was.
  if (received.isLinked && signedIn)
    return { admitted: { ...admitted, claim: { sessionId: signedIn.sessionId, version: signedIn.sessionVersion } } };
  const { id, sessionVersion } = await db.user.findUniqueOrThrow({ where: { id: received.userId } });
  const step = await admit({ id, sessionVersion }, identity.provider, now);
  if (step.status === 'ticket') return { admitted };
  await rememberChallenge(step.challenge);
  return { step: 'second_factor' };
}

async function rememberChallenge(challenge: string): Promise<void> {
  const maxAge = TOKEN_LIFETIME_MS.second_factor / 1000;
  (await cookies()).set(CHALLENGE_COOKIE, challenge, { ...COOKIE_OPTIONS, maxAge });
}

/** The sign-in page, which sends its visitor on to where they first wanted to go. */
async function signInAddress(said: Instead): Promise<string> {
  const callbackUrl = (await cookies()).get(CALLBACK_COOKIE)?.value;
  return `/sign-in?${new URLSearchParams({ ...said, ...(callbackUrl && { callbackUrl }) })}`;
}

/** The language last chosen in this browser: a provider's answer comes to an address without one. */
export async function preferredLocale(): Promise<string> {
  const chosen = (await cookies()).get('locale')?.value ?? '';
  return isLocale(chosen) ? chosen : DEFAULT_LOCALE;
}
