import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { PageFor } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { may } from '#lib/accounts/permissions.ts';
import { type AuditSummary, listAccountEvents, listOwnEvents } from '#lib/audit/queries.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { toRenderedFor } from '#lib/auth/rendered-for.ts';
import { requireUser } from '#lib/auth/session.ts';
import { userAgentsOf } from '#lib/auth/sessions.ts';
import { toBrowserName } from '#lib/auth/user-agent.ts';
import { firstValue, type SearchParams } from '#lib/http/search-params.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { keyNames } from '#lib/keys/queries.ts';
import { invitedAddresses } from '#lib/organisations/queries.ts';
import { Events } from './events.tsx';

interface Props extends LocaleParams {
  searchParams: SearchParams<'before'>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.audit' });
  return { title: t('title') };
}

/** The audit log of an organisation; for a personal account also the owner's own events, such as sign-ins. */
export default async function AuditPage({ params, searchParams }: Props) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'audit:read')) return <Forbidden />;
  const t = await getTranslations('settings.audit');
  const before = firstValue((await searchParams).before);
  const isPersonal = user.account.kind === 'personal';
  const { events, nextCursor } = await (isPersonal
    ? listOwnEvents(user, before)
    : listAccountEvents(user.accountId, before));
  return (
    <PageFor {...toRenderedFor(user)}>
      <PageHead title={t('title')}>{t('lede')}</PageHead>
      {events.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <Events events={events} names={await targetNames(user, events)} now={new Date()} />
      )}
      {nextCursor && (
        <Button asChild className="mt-4">
          <Link href={{ pathname: '/settings/audit', query: { before: nextCursor } }}>{t('older')}</Link>
        </Button>
      )}
    </PageFor>
  );
}

/** Returns display names of the events' keys, invitations and sessions by id, including deleted ones. */
async function targetNames(user: CurrentUser, events: readonly AuditSummary[]): Promise<Map<string, string>> {
  const targetsOf = (wanted: string) => events.flatMap(({ action, target }) => (action === wanted && target) || []);
  const [keys, invitations, agents] = await Promise.all([
    may(user.role, 'keys:read') ? keyNames(user.accountId) : new Map<string, string>(),
    invitedAddresses(user.accountId, targetsOf('member.invitation_revoked')),
    userAgentsOf(user.id, targetsOf('session.revoked')),
  ]);
  const browsers = [...agents].flatMap(([id, agent]): [string, string][] => {
    const browser = toBrowserName(agent);
    return browser ? [[id, browser]] : [];
  });
  return new Map([...keys, ...invitations, ...browsers]);
}
