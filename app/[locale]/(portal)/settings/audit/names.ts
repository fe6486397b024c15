import { may } from '#lib/accounts/permissions.ts';
import type { AuditSummary } from '#lib/audit/queries.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { userAgentsOf } from '#lib/auth/sessions.ts';
import { toBrowserName } from '#lib/auth/user-agent.ts';
import { keyNames } from '#lib/keys/queries.ts';
import { invitedAddresses } from '#lib/organisations/queries.ts';

/** What people call the keys, invitations and sessions that events speak of, by id, those included that are gone. */
export async function targetNames(user: CurrentUser, events: readonly AuditSummary[]): Promise<Map<string, string>> {
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
