import 'server-only';
import { canonicalEmail } from '#lib/accounts/email.ts';
import { hashSecret } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/client.ts';

export interface Member {
  userId: string;
  email: string;
  name: string | null;
  role: Role;
  since: Date;
}

/** Oldest first. The caller has checked `members:read`. */
export async function listMembers(accountId: string): Promise<Member[]> {
  const rows = await db.membership.findMany({
    where: { accountId },
    select: { userId: true, role: true, createdAt: true, user: { select: { email: true, name: true } } },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ userId, role, createdAt, user }) => ({ userId, role, since: createdAt, ...user }));
}

const open = (now: Date) => ({ acceptedAt: null, revokedAt: null, expiresAt: { gt: now } });

/** Open invitations, newest first. The caller has checked `members:read`. */
export const listInvitations = (accountId: string, now: Date) =>
  db.invitation.findMany({
    where: { accountId, ...open(now) },
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
    orderBy: { createdAt: 'desc' },
  });

/** The addresses of an account's invitations by id, including accepted and revoked ones. */
export async function invitedAddresses(accountId: string, ids: string[]): Promise<Map<string, string>> {
  const where = { accountId, id: { in: ids } };
  const invitations = await db.invitation.findMany({ where, select: { id: true, email: true } });
  return new Map(invitations.map(({ id, email }) => [id, email]));
}

/** The invitation behind a link, or null when it is no longer open. */
export async function findInvitation(token: string, now: Date) {
  const found = await db.invitation.findFirst({
    where: { tokenHash: hashSecret(token), ...open(now) },
    select: { email: true, role: true, account: { select: { name: true } } },
  });
  return found && { email: found.email, role: found.role, organisation: found.account.name };
}

/** Whether the token is an open invitation of this address. */
export async function isInvited(email: string, token: string, now: Date): Promise<boolean> {
  const emailCanonical = canonicalEmail(email);
  if (emailCanonical === null) return false;
  return (await db.invitation.count({ where: { tokenHash: hashSecret(token), emailCanonical, ...open(now) } })) === 1;
}

/** Whether an open invitation for the address exists: enough for a person who proved the mailbox in another way. */
export const hasInvitation = async (emailCanonical: string, now: Date): Promise<boolean> =>
  (await db.invitation.count({ where: { emailCanonical, ...open(now) } })) > 0;
