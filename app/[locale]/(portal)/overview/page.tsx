import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ResendVerification } from '#components/auth/resend-verification.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { DismissButton } from '#components/overview/dismiss-button.tsx';
import { Notices } from '#components/overview/notices.tsx';
import { byUrgency } from '#components/overview/urgency.ts';
import { Count } from '#components/ui/count.tsx';
import { Money } from '#components/ui/money.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Stat, StatList } from '#components/ui/stat.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { RequestTable } from '#components/usage/request-table.tsx';
import { UsageChart } from '#components/usage/usage-chart.tsx';
import { progressOf } from '#lib/accounts/onboarding.ts';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import type { Balance } from '#lib/billing/queries.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import type { DayUsage } from '#lib/usage/day-usage.ts';
import { resendVerificationAction } from '../settings/actions.ts';
import { dismissOnboardingAction } from './actions.ts';
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
  const page = toRenderedFor(user);
  const overview = await readOverview(user, now);
  const { balance, usage, requests, keyNames, onboarding } = overview;
  const mayStart = may(user.role, 'keys:manage');
  const isDismissed = readDismissed((await cookies()).get(ONBOARDING_COOKIE)?.value).includes(user.accountId);
  const hasFirstSteps = mayStart && !isDismissed;
  const notices = byUrgency({
    ...overview,
    // The first steps include verification already.
    isUnverified: !user.isVerified && !hasFirstSteps,
    firstSteps: hasFirstSteps ? progressOf(onboarding) : null,
  });
  return (
    <PageFor {...page}>
      <PageHead
        title={t('title')}
        action={
          mayStart &&
          isDismissed &&
          !onboarding.isComplete && (
            <DismissButton
              label={t('onboarding.show')}
              isDismissed={false}
              action={dismissOnboardingAction.bind(null, page)}
            />
          )
        }
      >
        {t('text')}
      </PageHead>
      <Notices
        notices={notices}
        keyNames={keyNames}
        isOpenAtFirst={hasFirstSteps && !overview.hasCalled}
        actions={{
          unverified: (
            <div className="grid gap-2">
              <p>{t('onboarding.sentTo', { email: user.email })}</p>
              <ResendVerification onResend={resendVerificationAction.bind(null, page)} />
            </div>
          ),
          firstSteps: hasFirstSteps && <FirstSteps user={user} locale={locale} overview={overview} now={now} />,
        }}
      />
      <Figures balance={balance} today={usage.at(-1)} />
      <div className="grid gap-12">
        {overview.hasCalled && <UsageChart title={t('chart.title', { days: usage.length })} usage={usage} />}
        {requests && (
          <section aria-labelledby="recent-requests" className="grid gap-3">
            <div className="flex items-baseline justify-between gap-4">
              <h2 id="recent-requests" className="text-16">
                {t('requests.title')}
              </h2>
              <TextLink href="/logs" className="tap-target text-13">
                {t('requests.all')}
              </TextLink>
            </div>
            <RequestTable caption={t('requests.title')} requests={requests} now={now} keyNames={keyNames} />
          </section>
        )}
      </div>
    </PageFor>
  );
}

/** The three figures that users look for first. */
function Figures({ balance, today }: { balance: Balance | null; today: DayUsage | undefined }) {
  const t = useTranslations('overview.figures');
  return (
    <StatList className="pb-10">
      {balance && (
        <Stat
          label={t('balance')}
          value={<Money amount={balance.available} as="balance" />}
          note={
            balance.held > 0n
              ? t.rich('held', { amount: () => <Money key="held" amount={balance.held} /> })
              : t('balanceNote')
          }
        />
      )}
      {today && <Stat label={t('spend')} value={<Money amount={today.cost} />} note={t('sinceMidnight')} />}
      {today && (
        <Stat
          label={t('requests')}
          value={<Count count={today.requests} />}
          note={today.failed > 0 ? t('failed', { count: today.failed }) : t('sinceMidnight')}
        />
      )}
    </StatList>
  );
}
