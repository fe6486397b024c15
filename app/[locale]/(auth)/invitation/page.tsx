import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { currentUser } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { Invitation } from './invitation.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.invitation' });
  return { title: t('title'), robots: { index: false } };
}

export default async function InvitationPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const user = await currentUser();
  return <Invitation locale={locale} user={user && { id: user.id, email: user.email }} />;
}
