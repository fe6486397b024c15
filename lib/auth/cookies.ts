import 'server-only';
import { publicUrl } from '#lib/config/env.ts';

/** Over https, `__Host-` keeps sub-domains and plain connections from setting our cookies. */
export const isSecure = publicUrl.startsWith('https://');

const named = (name: string) => (isSecure ? `__Host-tokenhub.${name}` : `tokenhub.${name}`);

export const SESSION_COOKIE = named('session');
export const CSRF_COOKIE = named('csrf');
export const CALLBACK_COOKIE = named('callback');
/** Which account of the user's the portal shows. It only chooses: what may be done follows from the membership. */
export const ACCOUNT_COOKIE = named('account');
/** Marks the browser that signed up, so that its mailbox's link needs no password. */
export const SIGN_UP_COOKIE = named('sign-up');
/** By which a browser is known again, so that a new one can be told to its user. It proves nothing and opens nothing. */
export const DEVICE_COOKIE = named('device');
/** The challenge of somebody who has shown a first factor and has a second one. */
export const CHALLENGE_COOKIE = named('challenge');

export const COOKIE_OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const;
