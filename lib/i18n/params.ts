import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { isLocale, type Locale } from './locales.ts';

/** What Next hands a page or layout below `[locale]`. */
export interface LocaleParams {
  params: Promise<{ locale: string }>;
}

/**
 * The page's language, made known to next-intl so that the page can be prerendered.
 * Call it first in each page and layout; an unknown language is a page that does not exist.
 */
export async function readLocale(params: LocaleParams['params']): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return locale;
}
