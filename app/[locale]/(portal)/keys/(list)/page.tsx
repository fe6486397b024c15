import { MailWarning } from 'lucide-react';
import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ResendVerification } from '#components/auth/resend-verification.tsx';
import { CreateKey } from '#components/keys/create-key.tsx';
import { KeyDialogProvider } from '#components/keys/key-dialog-context.tsx';
import { KeyTable } from '#components/keys/key-table.tsx';
import { type KeyView, SPARKLINE_DAYS, toKeyView } from '#components/keys/key-view.ts';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { listAllKeys } from '#lib/keys/queries.ts';
import { usageByKey } from '#lib/usage/queries/by-day.ts';
import { rejectionsByKey } from '#lib/usage/queries/rejections.ts';
import { resendVerificationAction } from '../../settings/actions.ts';
import { keyDialogData } from '../key-dialog-data.ts';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'keys' });
  return { title: t('title') };
}

export default async function KeysPage({ params }: LocaleParams) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'keys:read')) return <Forbidden />;
  const t = await getTranslations('keys');
  const now = new Date();
  const keys = await readKeys(user.accountId, now);
  const mayManage = may(user.role, 'keys:manage');
  const page = toRenderedFor(user);
  const mayCreate = mayManage && user.isVerified;
  return (
    <PageFor {...page}>
      <KeyDialogProvider
        {...keyDialogData(
          user,
          now,
          keys.flatMap(({ models }) => models),
        )}
      >
        <PageHead title={t('title')} action={mayCreate && keys.length > 0 && <CreateKey />}>
          {t('text')}
        </PageHead>
        {mayManage && !user.isVerified && (
          <UnverifiedNotice
            email={user.email}
            action={<ResendVerification onResend={resendVerificationAction.bind(null, page)} />}
          />
        )}
        {keys.length === 0 ? (
          <NoKeys mayManage={mayManage} action={mayCreate && <CreateKey />} />
        ) : (
          <KeyTable keys={keys} now={now} mayManage={mayManage} />
        )}
      </KeyDialogProvider>
    </PageFor>
  );
}

async function readKeys(accountId: string, now: Date): Promise<KeyView[]> {
  const [keys, usage, rejections] = await Promise.all([
    listAllKeys(accountId),
    usageByKey(accountId, { days: SPARKLINE_DAYS, now }),
    rejectionsByKey(accountId, now),
  ]);
  return keys.map((key) => toKeyView(key, { now, usage: usage.get(key.id), rejections: rejections.get(key.id) }));
}

/** Shown before the first key: the purpose of a key, and the button to create it. */
function NoKeys({ mayManage, action }: { mayManage: boolean; action: ReactNode }) {
  const t = useTranslations('keys.none');
  return (
    <EmptyState title={t('title')} action={action}>
      {t(mayManage ? 'text' : 'readOnly')}
    </EmptyState>
  );
}

interface UnverifiedNoticeProps {
  email: string;
  /** A button that sends the confirmation e-mail again. */
  action: ReactNode;
}

/** Explains why there is no button to create a key. */
function UnverifiedNotice({ email, action }: UnverifiedNoticeProps) {
  const t = useTranslations('keys');
  return (
    <div className="mb-6 flex gap-2 rounded-control bg-warning-soft px-3 py-3 text-13 text-ink">
      <MailWarning aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <div className="grid min-w-0 gap-3">
        <p className="break-words">{t('unverified', { email })}</p>
        {action}
      </div>
    </div>
  );
}
