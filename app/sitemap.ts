import type { MetadataRoute } from 'next';
import { publicUrl } from '#lib/config/env.ts';
import { allPaths, pathname } from '#lib/docs/page.ts';
import { DEFAULT_LOCALE, LOCALES } from '#lib/i18n/locales.ts';
import { PUBLIC_PAGES } from '#lib/sharing/pages.ts';

export const dynamic = 'force-dynamic';

/** Every public page in every language, with its translations. */
export default function sitemap(): MetadataRoute.Sitemap {
  const paths = [...PUBLIC_PAGES, ...allPaths().map(pathname)];
  return paths.flatMap((path) => {
    const languages = Object.fromEntries(LOCALES.map((locale) => [locale, `${publicUrl}/${locale}${path}`]));
    const alternates = { languages: { ...languages, 'x-default': `${publicUrl}/${DEFAULT_LOCALE}${path}` } };
    return LOCALES.map((locale) => ({ url: `${publicUrl}/${locale}${path}`, alternates }));
  });
}
