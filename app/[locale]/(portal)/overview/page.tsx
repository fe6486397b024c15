import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { PageFor } from '#components/layout/page-for.tsx';
import { Figures } from '#components/overview/figures.tsx';
import { Notices } from '#components/overview/notices.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { RequestTable } from '#components/usage/request-table.tsx';
import { UsageChart } from '#components/usage/usage-chart.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { FirstSteps } from './first-steps.tsx';
import { ONBOARDING_COOKIE, readDismissed } from './onboarding-cookie.ts';
import { readOverview } from './read-overview.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'overview' });
  return { title: t('title') };
}

export default async function OverviewPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  const user = await requireUser();
  const t = await getTranslations('overview');
  const now = new Date();
  const overview = await readOverview(user, now);
  const dismissed = readDismissed((await cookies()).get(ONBOARDING_COOKIE)?.value);
  const { balance, usage, requests, keyNames, retirements, lowBalance } = overview;
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('text')}</PageHead>
      <Notices retirements={retirements} keyNames={keyNames} lowBalance={lowBalance} />
      {may(user.role, 'keys:manage') && (
        <FirstSteps
          user={user}
          locale={locale}
          overview={overview}
          isDismissed={dismissed.includes(user.accountId)}
          now={now}
        />
      )}
      <Figures balance={balance} today={usage.at(-1)} />
      <div className="grid gap-12">
        {overview.hasCalled && <UsageChart title={t('chart.title', { days: usage.length })} usage={usage} />}
        {requests && (
          <section aria-labelledby="recent-requests" className="grid gap-3">
            <h2 id="recent-requests" className="text-16">
              {t('requests.title')}
            </h2>
            <RequestTable caption={t('requests.title')} requests={requests} now={now} keyNames={keyNames} />
          </section>
        )}
      </div>
    </PageFor>
  );
}
