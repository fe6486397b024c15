import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import type { AuditAction } from '#lib/audit/actions.ts';
import type { AuditSummary } from '#lib/audit/queries.ts';
import { toBrowserName } from '#lib/auth/user-agent.ts';
import { Target } from './target.tsx';

interface EventsProps {
  events: readonly AuditSummary[];
  /** What people call what the log has the id of. */
  names: ReadonlyMap<string, string>;
  now: Date;
}

export function Events({ events, names, now }: EventsProps) {
  const t = useTranslations('settings.audit');
  const actions = useTranslations('settings.audit.actions');
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
        {events.map((event) => (
          <TableRow key={event.id}>
            <TableCell className="whitespace-nowrap align-top text-ink-muted">
              <RelativeTime moment={event.createdAt} now={now} />
            </TableCell>
            <TableCell className="align-top max-md:w-full max-md:max-w-0">
              {actions(toKey(event.action as AuditAction))}
              {event.target && (
                <span className="block break-all text-13 text-ink-muted">
                  <Target action={event.action as AuditAction} target={event.target} name={names.get(event.target)} />
                </span>
              )}
              {/* On phones, what the columns say. */}
              <span className="block text-13 text-ink-muted md:hidden">
                <span className="wrap-anywhere block">{event.actorEmail}</span>
                {whereOf(event)}
              </span>
            </TableCell>
            <TableCell className="wrap-anywhere align-top max-md:hidden md:min-w-56">
              {event.actorEmail ?? '–'}
            </TableCell>
            <TableCell className="align-top text-13 text-ink-muted max-md:hidden">{whereOf(event) || '–'}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const whereOf = ({ ip, userAgent }: AuditSummary): string => [ip, toBrowserName(userAgent)].filter(Boolean).join(' · ');

/** `member.role_changed` is `member_role_changed` among the messages, where a dot means depth. */
const toKey = (action: AuditAction) => action.replace('.', '_') as UnderscoredAction;
type UnderscoredAction = AuditAction extends infer A
  ? A extends `${infer Kind}.${infer Event}`
    ? `${Kind}_${Event}`
    : never
  : never;
