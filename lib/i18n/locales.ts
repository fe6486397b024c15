/** The languages of the interface, in the order of the switcher. */
export const LOCALES = ['en', 'de', 'fr', 'es', 'ja', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'en';

export const LOCALE_NAMES: Record<Locale, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
  zh: '简体中文',
};

export const isLocale = (value: string): value is Locale => (LOCALES as readonly string[]).includes(value);

/** Parses a stored or requested language; English for an unknown one. */
export const toLocale = (value: string | undefined): Locale =>
  value !== undefined && isLocale(value) ? value : DEFAULT_LOCALE;
