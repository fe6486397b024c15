import { LOCALES, type Locale } from '#lib/i18n/locales.ts';

export const LONGEST_PATH = 2_000;
/** Stands for our own origin: a path that leaves it, however it is written, ends with another. */
const HERE = 'https://here.invalid';
/** Browsers drop some of these and read others as slashes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const DECEPTIVE = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/;
const OWN_DOORS = /^\/(?:api(?:\/|$)|_next\/|(?:[a-z]{2}\/)?(?:sign-in|sign-up|sign-out)(?:[/?#]|$))/i;

/**
 * Where to go after signing in: a path of our own, rebuilt from its parsed parts, or `fallback`. Whatever could lead
 * elsewhere (another origin, `//host`, a backslash, a scheme) or back to signing in is not followed.
 */
export function safeReturnPath(text: string | null | undefined, fallback: string): string {
  if (!text?.startsWith('/') || text.length > LONGEST_PATH || DECEPTIVE.test(text)) return fallback;
  if (!URL.canParse(text, HERE)) return fallback;
  const { origin, pathname, search, hash } = new URL(text, HERE);
  const path = `${pathname}${search}${hash}`;
  // `/.//host` is ours when parsed and somebody else's when followed.
  const leaves = origin !== HERE || pathname.startsWith('//');
  return leaves || OWN_DOORS.test(pathname) ? fallback : path;
}

/** The same for a whole address, which may name our own origin. */
export const safeReturnUrl = (text: string, origin: string): string =>
  `${origin}${safeReturnPath(withoutOrigin(text, origin), '/')}`;

const LOCALE_PREFIX = new RegExp(`^/(?:${LOCALES.join('|')})(?=[/?#]|$)`);

/** The same page in the language chosen since. */
export const inLocale = (path: string, locale: Locale): string => path.replace(LOCALE_PREFIX, `/${locale}`);

/** An address of ours as a path; any other as it is. */
export const withoutOrigin = (text: string, origin: string): string =>
  text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
