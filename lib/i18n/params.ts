import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { isLocale, type Locale } from './locales.ts';

/** The props of a page or layout below `[locale]`. */
export interface LocaleParams {
  params: Promise<{ locale: string }>;
}

/**
 * Reads the page's language and registers it with next-intl, so that the page can be prerendered.
 * Call it first in each page and layout; an unknown language gives 404.
 */
export async function readLocale(params: LocaleParams['params']): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return locale;
}
