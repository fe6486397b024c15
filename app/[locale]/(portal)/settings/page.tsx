import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { findEmailChange } from '#lib/accounts/change-email.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requirePerson } from '#lib/auth/session.ts';
import { toLocale } from '#lib/i18n/locales.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { EmailForm } from './email-form.tsx';
import { ProfileForm } from './profile-form.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.profile' });
  return { title: t('title') };
}

export default async function ProfilePage({ params }: LocaleParams) {
  await readLocale(params);
  const t = await getTranslations('settings.profile');
  const user = await requirePerson();
  const change = await findEmailChange(user.id, new Date());
  const locale = toLocale(user.locale);
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('lede')}</PageHead>
      <Section title={t('you')} text={t('youText')}>
        <ProfileForm name={user.name ?? ''} locale={locale} />
      </Section>
      <Section title={t('email')} text={t('emailText')}>
        <EmailForm current={user.email} isVerified={user.isVerified} waiting={change?.email ?? null} />
      </Section>
    </PageFor>
  );
}
