import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { getLowBalanceAlert } from '#lib/alerts/low-balance-alert.ts';
import { getSpendAlert } from '#lib/alerts/spend-alert.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import type { NanoUsd } from '#lib/billing/money.ts';
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
  const [spend, below] = await Promise.all([getSpendAlert(user.accountId), getLowBalanceAlert(user.accountId)]);
  const spent = formatCost(locale, spend.spent);
  const isManager = may(user.role, 'billing:manage');
  const words = (amount: NanoUsd) => formatExactUsd(locale, amount);
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('lede')}</PageHead>
      <Section title={t('monthlySpend.title')} text={t('monthlySpend.text')}>
        {isManager ? (
          <AlertForm of="monthlySpend" amount={spend.amount} hint={t('monthlySpend.hint', { spent })} />
        ) : (
          <p className="max-w-reading text-14">
            {spend.amount === null
              ? t('monthlySpend.none', { spent })
              : t('monthlySpend.set', { amount: words(spend.amount), spent })}
          </p>
        )}
      </Section>
      <Section title={t('lowBalance.title')} text={t('lowBalance.text')}>
        {isManager ? (
          <AlertForm of="lowBalance" amount={below} hint={t('lowBalance.hint')} />
        ) : (
          <p className="max-w-reading text-14">
            {below === null ? t('lowBalance.none') : t('lowBalance.set', { amount: words(below) })}
          </p>
        )}
      </Section>
    </PageFor>
  );
}
