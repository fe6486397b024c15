import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RefundForm } from '#components/billing/refund-form.tsx';
import { RefundList } from '#components/billing/refund-list.tsx';
import { TopUpFacts } from '#components/billing/top-up-facts.tsx';
import { TopUpWatch } from '#components/billing/top-up-watch.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { Button } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { AppError } from '#lib/errors.ts';
import { firstValue, type SearchParams } from '#lib/http/search-params.ts';
import { formatExactUsd } from '#lib/i18n/format.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { readLocale } from '#lib/i18n/params.ts';
import { findPayment, getTopUp } from '#lib/stripe/queries.ts';
import { refundsOfTopUp } from '#lib/stripe/refund/list.ts';
import { fromCents } from '#lib/stripe/rules/cents.ts';
import { confirmTopUpAction, requestRefundAction } from '../../actions.ts';

interface TopUpPageProps {
  params: Promise<{ locale: string; id: string }>;
  searchParams: SearchParams<'paid'>;
}

export async function generateMetadata({ params }: TopUpPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'billing.topUpPage' });
  return { title: t('title') };
}

/** One order with its payment status and invoice. Stripe’s checkout returns here. */
export default async function TopUpPage({ params, searchParams }: TopUpPageProps) {
  const locale = await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:read')) return <Forbidden />;
  const t = await getTranslations('billing.topUpPage');
  const topUp = await getTopUp(user.accountId, (await params).id).catch(orNotFound);
  const payment = await findPayment(user.accountId, topUp.id);
  const base = `/${locale}/billing/top-ups/${topUp.id}`;
  const amount = formatExactUsd(locale, fromCents(topUp.netCents));
  const isOver = topUp.state === 'failed' || (topUp.state === 'created' && (await searchParams).paid === undefined);
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('heading', { amount })}>{t('text')}</PageHead>
      <TopUpWatch
        topUpId={topUp.id}
        state={topUp.state}
        isPaid={firstValue((await searchParams).paid) !== undefined}
        amount={amount}
        failureCode={topUp.failureCode}
        watchUrl={`${base}/state?account=${user.accountId}`}
        onConfirm={confirmTopUpAction}
      />
      <div className="flex flex-wrap gap-2 py-5">
        <Button asChild variant={isOver ? 'primary' : 'secondary'}>
          <Link href="/billing">{t(isOver ? 'again' : 'back')}</Link>
        </Button>
        {topUp.state === 'credited' && (
          <Button asChild>
            <Link href="/billing/statement">{t('statement')}</Link>
          </Button>
        )}
      </div>
      <Section title={t('facts')} text={t('factsText')}>
        <TopUpFacts topUp={topUp} payment={payment} invoiceUrl={`${base}/invoice?account=${user.accountId}`} />
      </Section>
      {payment && <Refunds user={user} topUpId={topUp.id} />}
    </PageFor>
  );
}

async function Refunds({ user, topUpId }: { user: CurrentUser; topUpId: string }) {
  const t = await getTranslations('billing.refund');
  const { refundable, requests } = await refundsOfTopUp(user.accountId, topUpId);
  const mayRefund = may(user.role, 'billing:manage') && user.isVerified;
  return (
    <Section title={t('title')} text={t('text')}>
      {refundable && refundable.maxCents > 0 && mayRefund ? (
        <RefundForm
          key={refundable.maxCents}
          topUpId={topUpId}
          maxCents={refundable.maxCents}
          paid={refundable}
          onRefund={requestRefundAction}
        />
      ) : (
        <p className="text-14">{t(refundable ? 'nothingLeft' : 'tooLate')}</p>
      )}
      <RefundList requests={requests} now={new Date()} />
    </Section>
  );
}

function orNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === 'not_found') notFound();
  throw error;
}
