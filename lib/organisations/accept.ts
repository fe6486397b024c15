import 'server-only';
import { mayAssign } from '#lib/accounts/permissions.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { hashSecret, invalidToken } from '#lib/auth/tokens.ts';
import type { Invitation } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';

/**
 * Joins an organisation. The invitation is for one verified address, once, and only while its sender still has the
 * right.
 * @returns the account's id @throws invalid_token, for a forwarded link too
 */
export function acceptInvitation(userId: string, token: string, caller: Caller, now = new Date()): Promise<string> {
  return transaction(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    const invitation = await tx.invitation.findUnique({ where: { tokenHash: hashSecret(token) } });
    const isTheirs = user.emailVerifiedAt !== null && invitation?.emailCanonical === user.emailCanonical;
    if (!invitation || !isTheirs || !(await mayStillInvite(tx, invitation))) throw invalidToken();
    const where = { id: invitation.id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
    const { count } = await tx.invitation.updateMany({ where, data: { acceptedAt: now } });
    if (count === 0) throw invalidToken();
    const { accountId, role } = invitation;
    await tx.membership.createMany({ data: { userId, accountId, role, createdAt: now }, skipDuplicates: true });
    await audit(
      {
        action: 'member.joined',
        accountId,
        userId,
        actorId: userId,
        target: user.email,
        details: { role },
        caller,
        now,
      },
      tx,
    );
    return accountId;
  });
}

async function mayStillInvite(tx: Transaction, { accountId, invitedById, role }: Invitation): Promise<boolean> {
  const where = { userId_accountId: { userId: invitedById, accountId } };
  const inviter = await tx.membership.findUnique({ where, select: { role: true } });
  return inviter !== null && mayAssign(inviter.role, null, role);
}
