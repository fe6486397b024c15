import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { formatMoment } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { readLocale } from '#lib/i18n/params.ts';
import { findEndpoint, listDeliveries, SHOWN_DELIVERIES } from '#lib/webhooks/queries.ts';
import { readReader } from '../../../read-reader.ts';
import { EndpointState } from '../endpoint-state.tsx';
import { ChangeEndpoint } from './change-endpoint.tsx';
import { Deliveries } from './deliveries.tsx';
import { PauseEndpoint, RemoveEndpoint, RotateSecret, TestEndpoint } from './endpoint-actions.tsx';

interface EndpointPageProps {
  params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata({ params }: EndpointPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.webhooks' });
  return { title: t('title') };
}

/** One endpoint with its deliveries and settings. */
export default async function EndpointPage({ params }: EndpointPageProps) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:manage')) return <Forbidden />;
  const endpoint = await findEndpoint(user.accountId, (await params).id);
  if (!endpoint) notFound();
  const t = await getTranslations('settings.webhooks');
  const [locale, { zone }, deliveries] = await Promise.all([getLocale(), readReader(), listDeliveries(endpoint.id)]);
  const { id, url, events, pausedBy, previousUntil } = endpoint;
  const now = new Date();
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={url} action={<EndpointState endpoint={endpoint} />}>
        {pausedBy && `${t(`pausedBy.${pausedBy}`)} ${t('pausedText')}`}
      </PageHead>
      <Section
        title={t('deliveries')}
        text={t('deliveriesText', { count: SHOWN_DELIVERIES })}
        action={
          <>
            {!pausedBy && <TestEndpoint id={id} />}
            <PauseEndpoint id={id} isPaused={pausedBy !== null} />
          </>
        }
      >
        <Deliveries deliveries={deliveries} isPaused={pausedBy !== null} now={now} zone={zone} />
      </Section>
      <Section title={t('settings')} text={t('settingsText')}>
        <ChangeEndpoint id={id} url={url} events={events} />
      </Section>
      <Section title={t('secret.title')} text={t('secretText')}>
        {previousUntil && previousUntil > now && (
          <p className="text-14">{t('bothSign', { moment: formatMoment(locale as Locale, previousUntil, zone) })}</p>
        )}
        <RotateSecret id={id} />
      </Section>
      <Section title={t('removeSection')} text={t('removeSectionText')}>
        <RemoveEndpoint id={id} />
      </Section>
    </PageFor>
  );
}
