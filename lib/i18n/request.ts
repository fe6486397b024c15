import { getRequestConfig } from 'next-intl/server';
import { DEFAULT_LOCALE, isLocale } from './locales.ts';
import { loadMessages } from './messages.ts';

/** The language and words of one request: the address's language, or the default where the address has none. */
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = (await requestLocale) ?? '';
  const locale = isLocale(requested) ? requested : DEFAULT_LOCALE;
  return {
    locale,
    messages: await loadMessages(locale),
    // Server and browser must agree before the browser's own zone is known. <RelativeTime> shows the reader's.
    timeZone: 'UTC',
  };
});
