import { LOCALES } from '#lib/i18n/locales.ts';

/** Pages that are mostly text, without the language: they are sent without Next's runtime. */
const ISLAND_PAGES = /^(?:\/changelog|\/docs(?:\/.*)?|\/models(?:\/.*)?)?$/;

export const isIslandPage = (route: string): boolean => {
  const [, locale = ''] = route.split('/');
  return (LOCALES as readonly string[]).includes(locale) && ISLAND_PAGES.test(route.slice(locale.length + 1));
};
