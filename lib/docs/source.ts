import { loader } from 'fumadocs-core/source';
import { toFumadocsSource } from 'fumadocs-mdx/runtime/server';
import { DEFAULT_LOCALE, LOCALES, type Locale } from '#lib/i18n/locales.ts';
import { guides } from '../../.source/server.ts';
import type { GuideSlug } from './contents.ts';

/** The guides, compiled by the portal's build. */
const source = loader({
  baseUrl: '/docs',
  source: toFumadocsSource(guides, []),
  i18n: { languages: [...LOCALES], defaultLanguage: DEFAULT_LOCALE, fallbackLanguage: null, parser: 'dot' },
});

/** @throws Error when a translation is missing, which a test prevents */
export function compiledGuide(locale: Locale, slug: GuideSlug) {
  const page = source.getPage([slug], locale);
  if (!page) throw new Error(`There is no ${slug} in ${locale}.`);
  return page.data;
}
