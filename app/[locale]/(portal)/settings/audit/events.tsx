import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from '#components/ui/table.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { type AuditAction, isOperatorAction } from '#lib/audit/actions.ts';
import type { AuditSummary } from '#lib/audit/queries.ts';
import { PROVIDER_NAMES, type Provider } from '#lib/auth/oauth.ts';
import { toBrowserName } from '#lib/auth/user-agent.ts';

interface EventsProps {
  events: readonly AuditSummary[];
  /** Display names by the ids in the log. */
  names: ReadonlyMap<string, string>;
  now: Date;
}

export function Events({ events, names, now }: EventsProps) {
  const t = useTranslations('settings.audit');
  const actions = useTranslations('settings.audit.actions');
  const whoOf = ({ actorEmail, action }: AuditSummary) =>
    actorEmail ?? (isOperatorAction(action) ? t('operator') : null);
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
              {reasonOf(event) && <span className="wrap-anywhere block text-13 text-ink-muted">{reasonOf(event)}</span>}
              {/* On phones this line replaces the columns. */}
              <span className="block text-13 text-ink-muted md:hidden">
                <span className="wrap-anywhere block">{whoOf(event)}</span>
                {whereOf(event)}
              </span>
            </TableCell>
            <TableCell className="wrap-anywhere align-top max-md:hidden md:min-w-56">{whoOf(event) ?? '–'}</TableCell>
            <TableCell className="align-top text-13 text-ink-muted max-md:hidden">{whereOf(event) || '–'}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The reason that the operator entered. */
function reasonOf({ action, details }: AuditSummary): string | null {
  const reason =
    isOperatorAction(action) && details && typeof details === 'object' && 'reason' in details && details.reason;
  return typeof reason === 'string' ? reason : null;
}

const whereOf = ({ ip, userAgent }: AuditSummary): string => [ip, toBrowserName(userAgent)].filter(Boolean).join(' · ');

/** Message keys use `member_role_changed` for `member.role_changed`, because a dot separates levels. */
const toKey = (action: AuditAction) => action.replace('.', '_') as UnderscoredAction;
type UnderscoredAction = AuditAction extends infer A
  ? A extends `${infer Kind}.${infer Event}`
    ? `${Kind}_${Event}`
    : never
  : never;

interface TargetProps {
  action: AuditAction;
  target: string;
  /** The display name, if known. */
  name: string | undefined;
}

/** The event's target by its display name. An id without a name is left out, because it has no meaning for readers. */
function Target({ action, target, name }: TargetProps) {
  const sessions = useTranslations('settings.security.sessions');
  switch (action) {
    case 'session.opened':
    case 'session.refused':
      return sessions('method', { method: target });
    case 'session.revoked':
    case 'member.invitation_revoked':
      return name;
    case 'user.signed_up':
    case 'identity.linked':
    case 'identity.unlinked':
      return PROVIDER_NAMES[target as Provider] ?? target;
    case 'key.created':
    case 'key.updated':
    case 'key.rotated':
    case 'key.revoked':
      return name && <KeyLink id={target} name={name} />;
    default:
      return target;
  }
}

const KeyLink = ({ id, name }: { id: string; name: string }) => (
  <TextLink href={`/keys/${id}`} className="tap-target">
    {name}
  </TextLink>
);
