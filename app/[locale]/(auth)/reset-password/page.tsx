import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { ResetPassword } from './reset-password.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.reset' });
  return { title: t('title'), robots: { index: false } };
}

export default async function ResetPasswordPage({ params }: LocaleParams) {
  return <ResetPassword next={`/${await readLocale(params)}/overview`} />;
}
