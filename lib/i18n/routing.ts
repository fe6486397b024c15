import { defineRouting } from 'next-intl/routing';
import { DEFAULT_LOCALE, LOCALES } from './locales.ts';

const YEAR_SECONDS = 31_536_000;

/** The language cookie. Browsers send it to every port of a host, so its name contains the port. */
export const localeCookieAt = ({ port }: Pick<URL, 'port'>) =>
  ({ name: port ? `locale-${port}` : 'locale', maxAge: YEAR_SECONDS, sameSite: 'lax' }) as const;

export const routing = defineRouting({
  locales: LOCALES,
  defaultLocale: DEFAULT_LOCALE,
  localePrefix: 'always',
  // In the browser. The server has no location; there `proxy.ts` sets the name.
  localeCookie: localeCookieAt(globalThis.location ?? { port: '' }),
  // Pages list their translations in <head> with the public address; behind a proxy, this header would guess it.
  alternateLinks: false,
});
