import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MonthTable } from '#components/billing/month-table.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { isFinal, listMonths } from '#lib/statement/months.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'billing.monthly' });
  return { title: t('title') };
}

/** Each month with its opening balance, movements, closing balance and documents. */
export default async function MonthlyPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:read')) return <Forbidden />;
  const t = await getTranslations('billing.monthly');
  const now = new Date();
  const months = await listMonths(user.accountId);
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('text')}</PageHead>
      {months.length === 0 ? (
        <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>
      ) : (
        <MonthTable
          months={months.map((month) => ({ ...month, isFinal: isFinal(month.month, now) }))}
          toUrl={(month, format) => `/${locale}/billing/monthly/${month}.${format}?account=${user.accountId}`}
        />
      )}
    </PageFor>
  );
}
