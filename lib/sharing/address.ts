import type { Locale } from '#lib/i18n/locales.ts';

/** The card's font has no Japanese or Chinese, so readers of those see the page's English title. */
export const CARD_LOCALES = ['en', 'de', 'fr', 'es'] as const satisfies readonly Locale[];
export type CardLocale = (typeof CARD_LOCALES)[number];

const HOME = '/home';
/** All pages below one of these share a card. */
const FAMILIES = ['/docs/errors', '/docs/api'];

/** Where the card of a page is. `path` is the page's own, without the language. */
export function cardAddress(locale: Locale, path: string): string {
  const page = FAMILIES.find((family) => path.startsWith(`${family}/`)) ?? (path || HOME);
  return `/og/${toCardLocale(locale)}${page}.png`;
}

/** The page a card is of: what `cardAddress` was made from. */
export function cardPage(segments: readonly string[]): { locale: CardLocale; path: string } | null {
  const [first = '', ...rest] = segments;
  const locale = CARD_LOCALES.find((known) => known === first);
  const path = `/${rest.join('/')}`.replace(/\.png$/, '');
  return locale ? { locale, path: path === HOME ? '' : path } : null;
}

const toCardLocale = (locale: Locale): CardLocale => CARD_LOCALES.find((known) => known === locale) ?? 'en';
