import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { Verify } from './verify.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.verify' });
  return { title: t('title'), robots: { index: false } };
}

export default async function VerifyPage({ params }: LocaleParams) {
  return <Verify locale={await readLocale(params)} />;
}
