import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Section } from '#components/settings/section.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { MOST_ENDPOINTS } from '#lib/webhooks/endpoints.ts';
import { type EndpointSummary, listEndpoints } from '#lib/webhooks/queries.ts';
import { CreateEndpoint } from './create-endpoint.tsx';
import { EndpointState } from './endpoint-state.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.webhooks' });
  return { title: t('title') };
}

/** The webhook endpoints of the account. */
export default async function WebhooksPage({ params }: LocaleParams) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'billing:manage')) return <Forbidden />;
  const t = await getTranslations('settings.webhooks');
  const endpoints = await listEndpoints(user.accountId);
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>
        {t('lede')} <TextLink href="/docs/webhooks">{t('guide')}</TextLink>
      </PageHead>
      <Section
        title={t('endpoints')}
        text={t('endpointsText', { count: MOST_ENDPOINTS })}
        action={<CreateEndpoint most={MOST_ENDPOINTS} />}
      >
        {endpoints.length === 0 ? <p className="text-14">{t('none')}</p> : <EndpointList endpoints={endpoints} />}
      </Section>
    </PageFor>
  );
}

function EndpointList({ endpoints }: { endpoints: readonly EndpointSummary[] }) {
  const t = useTranslations('settings.webhooks');
  return (
    <ul aria-label={t('endpoints')} className="grid border-y">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id} className="grid gap-1 border-b py-2.5 last:border-b-0">
          <span className="flex items-start justify-between gap-4">
            <TextLink href={`/settings/webhooks/${endpoint.id}`} className="tap-target wrap-anywhere min-w-0 text-14">
              {endpoint.url}
            </TextLink>
            <EndpointState endpoint={endpoint} />
          </span>
          <span className="wrap-anywhere font-mono text-12 text-ink-muted">{endpoint.events.join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
