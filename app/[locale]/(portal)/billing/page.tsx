import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ResendVerification } from '#components/auth/resend-verification.tsx';
import { BalanceFigures } from '#components/billing/balance-figures.tsx';
import { DebtNotice } from '#components/billing/debt-notice.tsx';
import { ModeNotice } from '#components/billing/mode-notice.tsx';
import { OpenHolds } from '#components/billing/open-holds.tsx';
import { PaymentMethod } from '#components/billing/payment-method.tsx';
import { PriceChanges } from '#components/billing/price-changes.tsx';
import { TopUpForm } from '#components/billing/top-up-form.tsx';
import { TopUpTable } from '#components/billing/top-up-table.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { env, publicUrl } from '#lib/config/env.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { keepsCards, stripeMode } from '#lib/stripe/client.ts';
import { resendVerificationAction } from '../settings/actions.ts';
import { openPortalAction, saveCardAction, startTopUpAction } from './actions.ts';
import { ProvedBalance } from './proved-balance.tsx';
import { type BillingData, readBilling } from './read-billing.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'billing' });
  return { title: t('title') };
}

export default async function BillingPage({ params }: LocaleParams) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:read')) return <Forbidden />;
  const t = await getTranslations('billing');
  const now = new Date();
  const billing = await readBilling(user.accountId, now);
  const { balance, holds, keyNames } = billing;
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('text')}</PageHead>
      {balance.debt > 0n && <DebtNotice debt={balance.debt} />}
      <PriceChanges changes={billing.priceChanges} />
      <BalanceFigures balance={balance} openHolds={holds.count} />
      <OpenHolds {...holds} keyNames={keyNames} now={now} />
      <ProvedBalance accountId={user.accountId} now={now} />
      <Payments user={user} billing={billing} now={now} />
    </PageFor>
  );
}

async function Payments({ user, billing, now }: { user: CurrentUser; billing: BillingData; now: Date }) {
  const t = await getTranslations('billing');
  const mode = stripeMode();
  const mayManage = may(user.role, 'billing:manage');
  const notice = mode !== 'live' && <ModeNotice mode={mode} webhookUrl={`${publicUrl}/api/stripe/webhook`} />;
  if (mode === 'none')
    return (
      <Section title={t('topUp.title')} text={t('topUp.text')}>
        {notice}
      </Section>
    );
  return (
    <>
      {mayManage && (
        <Section id="add-credit" title={t('topUp.title')} text={t('topUp.text')} className="scroll-mt-16">
          {notice}
          {user.isVerified ? (
            <TopUpForm
              debt={billing.balance.debt}
              hasTax={env.STRIPE_TAX === 'automatic'}
              keepsCards={keepsCards()}
              onStart={startTopUpAction}
            />
          ) : (
            <div className="grid gap-3">
              <p className="text-14">{t('topUp.unverified', { email: user.email })}</p>
              <ResendVerification onResend={resendVerificationAction.bind(null, toRenderedFor(user))} />
            </div>
          )}
        </Section>
      )}
      <Section title={t('card.title')} text={t('card.text')}>
        <PaymentMethod
          card={billing.card}
          mayManage={mayManage && user.isVerified}
          keepsCards={keepsCards()}
          onSave={saveCardAction}
          onManage={openPortalAction}
        />
      </Section>
      <Section title={t('topUps.title')} text={t('topUps.text')}>
        <TopUpTable topUps={billing.topUps} now={now} />
      </Section>
    </>
  );
}
