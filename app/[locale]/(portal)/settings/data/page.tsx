import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requirePerson } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { DeleteUser, ExportData } from './own-data.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.data' });
  return { title: t('title') };
}

export default async function DataPage({ params }: LocaleParams) {
  await readLocale(params);
  const t = await getTranslations('settings.data');
  const user = await requirePerson();
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('lede')}</PageHead>
      <Section title={t('export')} text={t('exportText')}>
        <ExportData />
      </Section>
      <Section title={t('delete')} text={t('deleteText')}>
        <DeleteUser id={user.id} email={user.email} />
      </Section>
    </PageFor>
  );
}
