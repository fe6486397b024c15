import { LOCALES, type Locale } from '#lib/i18n/locales.ts';

const HOME = '/home';
/** All pages below one of these share a card. */
const FAMILIES = ['/docs/errors', '/docs/api'];

/** Where the card of a page is. `path` is the page's own, without the language. */
export function cardAddress(locale: Locale, path: string): string {
  const page = FAMILIES.find((family) => path.startsWith(`${family}/`)) ?? (path || HOME);
  return `/og/${locale}${page}.png`;
}

/** The page a card is of: what `cardAddress` was made from. */
export function cardPage(segments: readonly string[]): { locale: Locale; path: string } | null {
  const [first = '', ...rest] = segments;
  const locale = LOCALES.find((known) => known === first);
  const path = `/${rest.join('/')}`.replace(/\.png$/, '');
  return locale ? { locale, path: path === HOME ? '' : path } : null;
}
