import { getRequestConfig } from 'next-intl/server';
import { toLocale } from './locales.ts';
import { loadMessages } from './messages.ts';

/** The language and messages of a request: the language of its address, or the default. */
export default getRequestConfig(async ({ requestLocale }) => {
  const locale = toLocale(await requestLocale);
  return {
    locale,
    messages: await loadMessages(locale),
    // Server and browser must agree before the browser's own zone is known. <RelativeTime> shows the reader's.
    timeZone: 'UTC',
  };
});
