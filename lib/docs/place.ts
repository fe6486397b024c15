import type { Locale } from '#lib/i18n/locales.ts';

/** Where the reader's pages and API are, and in which language. */
export interface Place {
  locale: Locale;
  origin: string;
}
