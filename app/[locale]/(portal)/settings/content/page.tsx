import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { countStored } from '#lib/content/queries.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { DeleteStored } from './delete-stored.tsx';
import { RetentionForm } from './retention-form.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.content' });
  return { title: t('title') };
}

/** Retention of prompts and answers, and the amount of content stored now. */
export default async function ContentPage({ params }: LocaleParams) {
  await readLocale(params);
  const user = await requireUser();
  const t = await getTranslations('settings.content');
  const format = await getFormatter();
  const count = await countStored(user.accountId, new Date());
  const mayManage = may(user.role, 'content:manage');
  const { retention } = user.account;
  const stored = t('stored', { count, requests: format.number(count) });
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>
        {t('lede')} <TextLink href="/docs/privacy">{t('guide')}</TextLink>
      </PageHead>
      <Section title={t('period')} text={t('periodText')}>
        {mayManage ? <RetentionForm retention={retention} /> : <p className="text-14">{t(`choices.${retention}`)}</p>}
      </Section>
      <Section title={t('now')} text={t('nowText')}>
        <p className="text-14">{stored}</p>
        {mayManage && count > 0 && <DeleteStored text={stored} />}
      </Section>
    </PageFor>
  );
}
