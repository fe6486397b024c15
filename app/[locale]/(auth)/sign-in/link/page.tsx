import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readNext } from '#lib/auth/return-path.ts';
import type { SearchParams } from '#lib/http/search-params.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { UseLink } from './use-link.tsx';

interface Props extends LocaleParams {
  searchParams: SearchParams<'callbackUrl'>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.link' });
  return { title: t('title'), robots: { index: false } };
}

export default async function LinkPage({ params, searchParams }: Props) {
  return <UseLink next={await readNext(searchParams, await readLocale(params))} />;
}
