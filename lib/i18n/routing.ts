import { defineRouting } from 'next-intl/routing';
import { DEFAULT_LOCALE, LOCALES } from './locales.ts';

const YEAR_SECONDS = 31_536_000;

export const routing = defineRouting({
  locales: LOCALES,
  defaultLocale: DEFAULT_LOCALE,
  localePrefix: 'always',
  localeCookie: { name: 'locale', maxAge: YEAR_SECONDS, sameSite: 'lax' },
  // Pages name their translations in <head>, from the public address; behind a proxy this header would guess it.
  alternateLinks: false,
});
