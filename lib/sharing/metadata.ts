import type { Metadata } from 'next';
import { publicUrl } from '#lib/config/env.ts';
import { SITE } from '#lib/config/site.ts';
import { LOCALES, type Locale } from '#lib/i18n/locales.ts';

const OPEN_GRAPH_LOCALES = {
  en: 'en_US',
  de: 'de_DE',
  fr: 'fr_FR',
  es: 'es_ES',
  ja: 'ja_JP',
  zh: 'zh_CN',
} as const satisfies Record<Locale, string>;

export const CARD_SIZE = { width: 1_200, height: 630 } as const;

interface SharedPage {
  locale: Locale;
  /** Without the language. */
  path: string;
  title: string;
  description: string;
  isArticle?: boolean;
}

/** A page's title and description, for the page itself and for previews of shared links. */
export function pageMetadata({ locale, path, title, description, isArticle = false }: SharedPage): Metadata {
  const image = { url: cardAddress(locale, path), ...CARD_SIZE, alt: title, type: 'image/png' };
  return {
    // Other sites fetch the card, so its address must be absolute.
    metadataBase: new URL(publicUrl),
    title: path === '' ? { absolute: title } : title,
    description,
    openGraph: {
      type: isArticle ? 'article' : 'website',
      siteName: SITE.name,
      title,
      description,
      url: `/${locale}${path}`,
      locale: OPEN_GRAPH_LOCALES[locale],
      alternateLocale: LOCALES.filter((other) => other !== locale).map((other) => OPEN_GRAPH_LOCALES[other]),
      images: [image],
    },
    twitter: { card: 'summary_large_image', title, description, images: [image] },
  };
}

const HOME = '/home';
/** All pages below each of these share a card. */
const FAMILIES = ['/docs/errors', '/docs/api'];

/** The address of a page's card. `path` is the page's own, without the language. */
export function cardAddress(locale: Locale, path: string): string {
  const page = FAMILIES.find((family) => path.startsWith(`${family}/`)) ?? (path || HOME);
  return `/og/${locale}${page}.png`;
}

/** The page of a card's address: the inverse of `cardAddress`. */
export function cardPage(segments: readonly string[]): { locale: Locale; path: string } | null {
  const [first = '', ...rest] = segments;
  const locale = LOCALES.find((known) => known === first);
  const path = `/${rest.join('/')}`.replace(/\.png$/, '');
  return locale ? { locale, path: path === HOME ? '' : path } : null;
}
