import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { KeyDialogProvider } from '#components/keys/key-dialog-context.tsx';
import { KeyHead } from '#components/keys/key-head.tsx';
import { KeySettings } from '#components/keys/key-settings.tsx';
import { type KeyView, toKeyView } from '#components/keys/key-view.ts';
import { SpendWindows } from '#components/keys/spend.tsx';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { PageSkeleton } from '#components/ui/skeleton.tsx';
import { RequestTable } from '#components/usage/request-table.tsx';
import { UsageChart } from '#components/usage/usage-chart.tsx';
import { may } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { readLocale } from '#lib/i18n/params.ts';
import { findKey, type KeySummary } from '#lib/keys/queries.ts';
import { keyUsageByDay } from '#lib/usage/queries/by-day.ts';
import { listRecentRequests } from '#lib/usage/queries/recent.ts';
import { rejectionsByKey } from '#lib/usage/queries/rejections.ts';
import { keyDialogData } from '../key-dialog-data.ts';

interface KeyPageProps {
  params: Promise<{ locale: string; id: string }>;
}

const DAYS = 30;
const REQUESTS = 20;

export async function generateMetadata({ params }: KeyPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'keys' });
  return { title: t('page.title') };
}

/** It has no `loading.tsx`: once a page streams, an unknown key can no longer return 404. */
export default async function KeyPage({ params }: KeyPageProps) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'keys:read')) return <Forbidden />;
  const key = await findKey(user.accountId, (await params).id);
  if (!key) notFound();
  return (
    <PageFor {...toRenderedFor(user)}>
      <Suspense fallback={<PageSkeleton />}>
        <Key subject={key} user={user} />
      </Suspense>
    </PageFor>
  );
}

async function Key({ subject, user }: { subject: KeySummary; user: CurrentUser }) {
  const t = await getTranslations('keys.page');
  const now = new Date();
  const [view, requests] = await Promise.all([
    readView(user.accountId, subject, now),
    listRecentRequests(user.accountId, { keyId: subject.id, limit: REQUESTS }),
  ]);
  return (
    <>
      <KeyDialogProvider {...keyDialogData(user, now, subject.models)}>
        <KeyHead subject={view} now={now} mayManage={may(user.role, 'keys:manage')} />
      </KeyDialogProvider>
      <div className="grid gap-10">
        <SpendWindows spend={view.spend} now={now} />
        <UsageChart title={t('chart')} usage={view.usage} />
        <KeySettings subject={view} />
        <section aria-labelledby="recent-requests" className="grid gap-3">
          <h2 id="recent-requests" className="text-16">
            {t('requests')}
          </h2>
          <RequestTable caption={t('requests')} requests={requests} now={now} />
        </section>
      </div>
    </>
  );
}

async function readView(accountId: string, key: KeySummary, now: Date): Promise<KeyView> {
  const [usage, rejections] = await Promise.all([
    keyUsageByDay({ accountId, keyId: key.id }, { days: DAYS, now }),
    rejectionsByKey(accountId, now),
  ]);
  return toKeyView(key, { now, usage, rejections: rejections.get(key.id) });
}
