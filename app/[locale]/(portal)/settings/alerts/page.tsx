import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { getSpendAlert } from '#lib/alerts/spend-alert.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { formatCost, formatExactUsd } from '#lib/i18n/format.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { AlertForm } from './alert-form.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.alerts' });
  return { title: t('title') };
}

export default async function AlertsPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:read')) return <Forbidden />;
  const t = await getTranslations('settings.alerts');
  const alert = await getSpendAlert(user.accountId);
  const spent = formatCost(locale, alert.spent);
  const amount = alert.amount;
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('lede')}</PageHead>
      <Section title={t('monthly')} text={t('monthlyText')}>
        {may(user.role, 'billing:manage') ? (
          <AlertForm amount={amount} spent={spent} />
        ) : (
          <p className="max-w-reading text-14">
            {amount === null ? t('none', { spent }) : t('set', { amount: formatExactUsd(locale, amount), spent })}
          </p>
        )}
      </Section>
    </PageFor>
  );
}
