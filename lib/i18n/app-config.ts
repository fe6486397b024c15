import type { Locale as AppLocale } from './locales.ts';
import type { Messages as AppMessages } from './messages.ts';

// Makes every `t('…')` in the project a key that English has.
declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale;
    Messages: AppMessages;
  }
}
