import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readNext } from '#lib/auth/return-path.ts';
import type { SearchParams } from '#lib/http/search-params.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { ResetPassword } from './reset-password.tsx';

interface Props extends LocaleParams {
  searchParams: SearchParams<'callbackUrl'>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.reset' });
  return { title: t('title'), robots: { index: false } };
}

export default async function ResetPasswordPage({ params, searchParams }: Props) {
  return <ResetPassword next={await readNext(searchParams, await readLocale(params))} />;
}
