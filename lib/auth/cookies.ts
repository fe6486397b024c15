import 'server-only';
import { publicUrl } from '#lib/config/env.ts';

/** Over https, `__Host-` keeps sub-domains and plain connections from setting our cookies. */
export const isSecure = publicUrl.startsWith('https://');

const { port } = new URL(publicUrl);

/** Browsers send cookies to every port of a host: with the port in its name, one installation on it spares another's. */
export const cookieName = (name: string): string => `${isSecure ? '__Host-' : ''}tokenhub${port && `-${port}`}.${name}`;

export const SESSION_COOKIE = cookieName('session');
export const CSRF_COOKIE = cookieName('csrf');
export const CALLBACK_COOKIE = cookieName('callback');
/** What a provider's answer is checked against. */
export const STATE_COOKIE = cookieName('state');
export const PKCE_COOKIE = cookieName('pkce');
export const NONCE_COOKIE = cookieName('nonce');
/** Which account of the user's the next page shows. It only chooses: what may be done follows from the membership. */
export const ACCOUNT_COOKIE = cookieName('shown-account');
/** Marks the browser that signed up, so that its mailbox's link needs no password. */
export const SIGN_UP_COOKIE = cookieName('sign-up');
/** By which a browser is known again, so that a new one can be told to its user. It proves nothing and opens nothing. */
export const DEVICE_COOKIE = cookieName('device');
/** The challenge of somebody who has shown a first factor and has a second one. */
export const CHALLENGE_COOKIE = cookieName('challenge');
/** The browser's time zone, so that its reader's days are days. It decides nothing else. */
export const ZONE_COOKIE = cookieName('zone');

export const COOKIE_OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const;

/** Each tab writes its own account there before it asks for a page. */
export const ACCOUNT_COOKIE_OPTIONS = { ...COOKIE_OPTIONS, httpOnly: false };
