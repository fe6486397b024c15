import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Forbidden } from '#components/layout/forbidden.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { may } from '#lib/accounts/permissions.ts';
import type { AuditAction } from '#lib/audit/actions.ts';
import { type AuditSummary, listAccountEvents, listOwnEvents } from '#lib/audit/queries.ts';
import { requireUser } from '#lib/auth/session.ts';
import { toBrowserName } from '#lib/auth/user-agent.ts';
import { firstValue, type SearchParams } from '#lib/http/search-params.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';

interface Props extends LocaleParams {
  searchParams: SearchParams<'before'>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'settings.audit' });
  return { title: t('title') };
}

/** An organisation's log; for a personal account also what concerns its owner alone, such as signing in. */
export default async function AuditPage({ params, searchParams }: Props) {
  await readLocale(params);
  const user = await requireUser();
  if (!may(user.role, 'audit:read')) return <Forbidden />;
  const t = await getTranslations('settings.audit');
  const before = firstValue((await searchParams).before);
  const isPersonal = user.account.kind === 'personal';
  const { events, nextCursor } = isPersonal
    ? await listOwnEvents(user, before)
    : await listAccountEvents(user.accountId, before);
  return (
    <>
      <PageHead title={t('title')}>{t('lede')}</PageHead>
      {events.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <Events events={events} now={new Date()} />
      )}
      {nextCursor && (
        <Button asChild className="mt-4">
          <Link href={{ pathname: '/settings/audit', query: { before: nextCursor } }}>{t('older')}</Link>
        </Button>
      )}
    </>
  );
}

async function Events({ events, now }: { events: AuditSummary[]; now: Date }) {
  const t = await getTranslations('settings.audit');
  const actions = await getTranslations('settings.audit.actions');
  const sessions = await getTranslations('settings.security.sessions');
  const targetOf = ({ action, target }: Pick<AuditSummary, 'action' | 'target'>) =>
    action === 'session.opened' ? sessions('method', { method: target ?? '' }) : target;
  return (
    <Table caption={t('title')}>
      <TableHead>
        <TableRow>
          <TableHeading>{t('when')}</TableHeading>
          <TableHeading>{t('what')}</TableHeading>
          <TableHeading className="max-md:hidden">{t('who')}</TableHeading>
          <TableHeading className="max-md:hidden">{t('where')}</TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map(({ id, createdAt, action, target, actorEmail, ip, userAgent }) => (
          <TableRow key={id}>
            <TableCell className="whitespace-nowrap align-top text-ink-muted">
              <RelativeTime moment={createdAt} now={now} />
            </TableCell>
            <TableCell className="align-top">
              {actions(toKey(action as AuditAction))}
              {target && <span className="block break-all text-13 text-ink-muted">{targetOf({ action, target })}</span>}
            </TableCell>
            <TableCell className="break-all align-top max-md:hidden">{actorEmail ?? '–'}</TableCell>
            <TableCell className="align-top text-13 text-ink-muted max-md:hidden">
              {[ip, toBrowserName(userAgent)].filter(Boolean).join(' · ') || '–'}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** `member.role_changed` is `member_role_changed` among the messages, where a dot means depth. */
const toKey = (action: AuditAction) => action.replace('.', '_') as UnderscoredAction;
type UnderscoredAction = AuditAction extends infer A
  ? A extends `${infer Kind}.${infer Event}`
    ? `${Kind}_${Event}`
    : never
  : never;
