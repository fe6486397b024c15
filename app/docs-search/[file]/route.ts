import { publicUrl } from '#lib/config/env.ts';
import { WRITTEN_ORIGIN } from '#lib/config/public-url.ts';
import { searchIndex } from '#lib/docs/search-index.ts';
import { LOCALES } from '#lib/i18n/locales.ts';

export const dynamic = 'force-static';
export const dynamicParams = false;
export const generateStaticParams = () => LOCALES.map((locale) => ({ file: `${locale}.json` }));

/** The search index of one language. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }) {
  const { file } = await params;
  const locale = LOCALES.find((known) => file === `${known}.json`);
  const index = JSON.stringify(locale ? await searchIndex(locale) : []);
  return new Response(index.replaceAll(WRITTEN_ORIGIN, publicUrl), { headers: { 'content-type': 'application/json' } });
}
