import 'server-only';
import { publicUrl } from '#lib/config/env.ts';

/** Over https, the `__Host-` prefix prevents sub-domains and plain connections from setting our cookies. */
export const isSecure = publicUrl.startsWith('https://');

const { port } = new URL(publicUrl);

/** Browsers send cookies to every port of a host, so the port is in the name to separate installations on one host. */
export const cookieName = (name: string): string => `${isSecure ? '__Host-' : ''}tokenhub${port && `-${port}`}.${name}`;

export const SESSION_COOKIE = cookieName('session');
export const CSRF_COOKIE = cookieName('csrf');
export const CALLBACK_COOKIE = cookieName('callback');
/** The values that a provider's callback is checked against. */
export const STATE_COOKIE = cookieName('state');
export const PKCE_COOKIE = cookieName('pkce');
export const NONCE_COOKIE = cookieName('nonce');
/** The account of the user that the next page shows. It selects only: permissions follow from the membership. */
export const ACCOUNT_COOKIE = cookieName('shown-account');
/** Marks the browser that signed up, so that the link in its mailbox needs no password. */
export const SIGN_UP_COOKIE = cookieName('sign-up');
/** Recognises a browser, so that its user is told of a new one. It proves nothing and grants nothing. */
export const DEVICE_COOKIE = cookieName('device');
/** The challenge of a user who has proved the first factor and still needs the second. */
export const CHALLENGE_COOKIE = cookieName('challenge');
/** The browser's time zone, for grouping by the reader's days. It is used for nothing else. */
export const ZONE_COOKIE = cookieName('zone');

export const COOKIE_OPTIONS = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure } as const;

/** Readable by scripts: each tab writes its own account there before it requests a page. */
export const ACCOUNT_COOKIE_OPTIONS = { ...COOKIE_OPTIONS, httpOnly: false };
