/** Every language the interface speaks. The order is the switcher's. */
export const LOCALES = ['en', 'de', 'fr', 'es', 'ja', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'en';

/** Each language by the name its own speakers use. */
export const LOCALE_NAMES: Record<Locale, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
  zh: '简体中文',
};

export const isLocale = (value: string): value is Locale => (LOCALES as readonly string[]).includes(value);

/** What is stored or asked for as a language, or English for anything else. */
export const toLocale = (value: string | undefined): Locale =>
  value !== undefined && isLocale(value) ? value : DEFAULT_LOCALE;
