import { useTranslations } from 'next-intl';
import { TextLink } from '#components/ui/text-link.tsx';
import type { AuditAction } from '#lib/audit/actions.ts';
import { PROVIDER_NAMES, type Provider } from '#lib/auth/oauth.ts';

interface TargetProps {
  action: AuditAction;
  target: string;
  /** What people call it, where the log has its id. */
  name: string | undefined;
}

/** What it was done to, as people call it. An id that has no name says nothing to anybody and stays out. */
export function Target({ action, target, name }: TargetProps) {
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
