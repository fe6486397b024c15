import type { Locale as AppLocale } from './locales.ts';
import type { Messages as AppMessages } from './messages.ts';

// Types the key of every `t('…')` by the English messages.
declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale;
    Messages: AppMessages;
  }
}
