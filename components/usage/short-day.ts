import type { Locale } from '#lib/i18n/locales.ts';

/** A day on an axis, where the year goes without saying: `Nov 22`. @param day `2026-11-22` */
export const formatShortDay = (locale: Locale, day: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(day));
