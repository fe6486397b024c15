import 'server-only';
import { publicUrl } from '#lib/config/env.ts';
import { firstValue, type SearchParams } from '#lib/http/search-params.ts';
import { LOCALES, type Locale } from '#lib/i18n/locales.ts';

const LONGEST_PATH = 2_000;
/** Stands for our own origin: a path that leaves it resolves to another origin. */
const HERE = 'https://here.invalid';
/** Browsers drop some of these and read others as slashes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const DECEPTIVE = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff\\]/;
const OWN_DOORS = /^\/(?:api(?:\/|$)|_next\/|(?:[a-z]{2}\/)?(?:sign-in|sign-up|sign-out)(?:[/?#]|$))/i;

/**
 * The path to go to after signing in: a path of our own, rebuilt from its parsed parts, or `fallback`. A path that
 * could lead elsewhere (another origin, `//host`, a backslash, a scheme) or back to signing in is refused.
 */
export function safeReturnPath(text: string | null | undefined, fallback: string): string {
  if (!text?.startsWith('/') || text.length > LONGEST_PATH || DECEPTIVE.test(text)) return fallback;
  if (!URL.canParse(text, HERE)) return fallback;
  const { origin, pathname, search, hash } = new URL(text, HERE);
  const path = `${pathname}${search}${hash}`;
  // `/.//host` parses as ours, but browsers follow it to another host.
  const leaves = origin !== HERE || pathname.startsWith('//');
  return leaves || OWN_DOORS.test(pathname) ? fallback : path;
}

/** The same for a full address, which may name our own origin. */
export const safeReturnUrl = (text: string, origin: string): string =>
  `${origin}${safeReturnPath(withoutOrigin(text, origin), '/')}`;

const LOCALE_PREFIX = new RegExp(`^/(?:${LOCALES.join('|')})(?=[/?#]|$)`);

const inLocale = (path: string, locale: Locale): string => path.replace(LOCALE_PREFIX, `/${locale}`);

/** An address of ours as a path; any other as it is. */
export const withoutOrigin = (text: string, origin: string): string =>
  text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;

/** The page to go to after signing in, and the language chosen meanwhile. */
export interface Destination {
  locale: Locale;
  /** An untrusted path, which `toNext` makes safe. */
  next: string;
}

const overview = (locale: Locale): string => `/${locale}/overview`;

/** Turns an untrusted address into a page of ours in this language, or the overview. */
export function toNext(address: string | undefined, locale: Locale): string {
  const path = withoutOrigin(address ?? '', new URL(publicUrl).origin);
  return inLocale(safeReturnPath(path, overview(locale)), locale);
}

/** The same for a sign-in page, whose own query holds the address. */
export const readNext = async (searchParams: SearchParams<'callbackUrl'>, locale: Locale): Promise<string> =>
  toNext(firstValue((await searchParams).callbackUrl), locale);

/** The address as a query; empty for the overview, which is the default. */
export function toReturnQuery({ locale, next }: Destination): string {
  const callbackUrl = toNext(next, locale);
  return callbackUrl === overview(locale) ? '' : `?${new URLSearchParams({ callbackUrl })}`;
}
