import { defineRouting } from 'next-intl/routing';
import { DEFAULT_LOCALE, LOCALES } from './locales.ts';

const YEAR_SECONDS = 31_536_000;

/** The cookie of the language. Browsers send it to every port of a host, so its name says which one it is for. */
export const localeCookieAt = ({ port }: Pick<URL, 'port'>) =>
  ({ name: port ? `locale-${port}` : 'locale', maxAge: YEAR_SECONDS, sameSite: 'lax' }) as const;

export const routing = defineRouting({
  locales: LOCALES,
  defaultLocale: DEFAULT_LOCALE,
  localePrefix: 'always',
  // For the browser. On the server, which has no location, `proxy.ts` names it.
  localeCookie: localeCookieAt(globalThis.location ?? { port: '' }),
  // Pages name their translations in <head>, from the public address; behind a proxy this header would guess it.
  alternateLinks: false,
});
