import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AutoTopUpForm } from '#components/billing/auto-top-up-form.tsx';
import { AutoTopUpState } from '#components/billing/auto-top-up-state.tsx';
import { ModeNotice } from '#components/billing/mode-notice.tsx';
import { TopUpTable } from '#components/billing/top-up-table.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { publicUrl } from '#lib/config/env.ts';
import type { AutoTopUp } from '#lib/db/generated/client.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { findAutoTopUp } from '#lib/stripe/auto/set.ts';
import { autoTopUpRecord } from '#lib/stripe/auto/status.ts';
import { keepsCards, stripeMode } from '#lib/stripe/client.ts';
import { findSavedCard } from '#lib/stripe/saved-card.ts';
import { saveCardAction, setAutoTopUpAction, stopAutoTopUpAction } from '../actions.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'billing.auto' });
  return { title: t('title') };
}

/** Automatic top-up: the agreed terms, the used part of the limit, the last actions, and the reason for a pause. */
export default async function AutomaticPage({ params }: LocaleParams) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:read')) return <Forbidden />;
  const t = await getTranslations('billing.auto');
  const mode = stripeMode();
  const now = new Date();
  const [settings, record, card] = await Promise.all([
    findAutoTopUp(user.accountId),
    autoTopUpRecord(user.accountId),
    findSavedCard(user.accountId),
  ]);
  const mayManage = may(user.role, 'billing:manage') && user.isVerified;
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('text')}</PageHead>
      {mode === 'none' ? (
        <ModeNotice mode={mode} webhookUrl={`${publicUrl}/api/stripe/webhook`} />
      ) : (
        <>
          <Section title={t('state')} text={t('stateText')}>
            <AutoTopUpState
              settings={settings}
              monthCents={record.monthCents}
              mayManage={mayManage}
              now={now}
              onStop={stopAutoTopUpAction}
            />
          </Section>
          {!keepsCards() && <p className="max-w-xl text-14">{t('managed')}</p>}
          {mayManage && keepsCards() && (
            <Section title={t(settings?.isOn ? 'change' : 'switchOn')} text={t('agreeText')}>
              <AutoTopUpForm
                card={card && { brand: card.brand, last4: card.last4 }}
                settings={settings && toTerms(settings)}
                onSave={saveCardAction}
                onAgree={setAutoTopUpAction}
              />
            </Section>
          )}
          <Section title={t('attempts')} text={t('attemptsText')}>
            <TopUpTable topUps={record.attempts} now={now} />
          </Section>
        </>
      )}
    </PageFor>
  );
}

/** Without author and time of the agreement, which the form does not need. */
const toTerms = ({ threshold, netCents, monthCapCents, isOn }: AutoTopUp) => ({
  ...{ threshold, netCents, monthCapCents, isOn },
});
