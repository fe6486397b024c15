import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { UseLink } from './use-link.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.link' });
  return { title: t('title'), robots: { index: false } };
}

export default async function LinkPage({ params }: LocaleParams) {
  return <UseLink next={`/${await readLocale(params)}/overview`} />;
}
