import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { ConfirmEmailChange } from './confirm-email-change.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.emailChange' });
  return { title: t('title'), robots: { index: false } };
}

export default async function EmailChangePage({ params }: LocaleParams) {
  await readLocale(params);
  return <ConfirmEmailChange />;
}
