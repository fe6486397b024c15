import 'server-only';
import type { Email } from '#lib/accounts/email.ts';
import { linkTo } from '#lib/accounts/links.ts';
import { mayAssign } from '#lib/accounts/permissions.ts';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { limit } from '#lib/auth/limits.ts';
import { hashSecret, newSecret } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { assertMailServer } from '#lib/email/mail-server.ts';
import { deliverMail } from '#lib/email/send.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';

const WEEK_MS = 7 * 86_400_000;

interface Inviter {
  id: string;
  email: string;
  name: string | null;
  locale: string;
}

interface Offer {
  accountId: string;
  email: Email;
  role: Role;
}

/**
 * Invites an address to an organisation, for a week. A new invitation replaces the previous one.
 * @throws not_found; forbidden; conflict for a personal account or a member; rate_limit_exceeded; mail_unavailable, after
 * which it may be sent again
 */
export async function inviteMember(user: Inviter, offer: Offer, caller: Caller, now = new Date()): Promise<void> {
  await assertMailServer();
  await limit('invite:account', offer.accountId);
  const secret = newSecret();
  const { id, organisation, locale } = await transaction(async (tx) => {
    const account = await assertMayInvite(tx, user, offer);
    const id = await replaceOffer(tx, { ...offer, secret, invitedById: user.id, now });
    const { accountId, email } = offer;
    const invitee = await tx.user.findUnique({ where: { emailCanonical: email.canonical }, select: { locale: true } });
    const entry = { accountId, actorId: user.id, target: email.display, details: { role: offer.role }, caller, now };
    await audit({ action: 'member.invited', ...entry }, tx);
    return { id, organisation: account.name, locale: invitee?.locale ?? user.locale };
  });
  const values = {
    url: linkTo(locale, '/invitation', { token: secret }),
    organisation,
    inviter: user.name ?? user.email,
    role: offer.role,
  };
  try {
    await deliverMail({ name: 'invitation', to: offer.email.display, locale, values });
  } catch (error) {
    // Without the mail it would be listed as open, although its link reached no one.
    await db.invitation.update({ where: { id }, data: { revokedAt: now } });
    throw error;
  }
}

async function assertMayInvite(tx: Transaction, user: Inviter, { accountId, email, role }: Offer) {
  const own = await requirePermission(user, accountId, 'members:manage', tx);
  if (!mayAssign(own, null, role)) throw new AppError('forbidden', 'Only an owner invites owners.');
  const account = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: { name: true, kind: true } });
  if (account.kind === 'personal') throw new AppError('conflict', 'A personal account has one member.');
  const isMember = await tx.membership.count({ where: { accountId, user: { emailCanonical: email.canonical } } });
  if (isMember > 0) throw new AppError('conflict', 'They are a member already.', { param: 'email' });
  return account;
}

interface NewOffer extends Offer {
  secret: string;
  invitedById: string;
  now: Date;
}

async function replaceOffer(
  tx: Transaction,
  { accountId, email, role, secret, invitedById, now }: NewOffer,
): Promise<string> {
  const open = { accountId, emailCanonical: email.canonical, acceptedAt: null, revokedAt: null };
  await tx.invitation.updateMany({ where: open, data: { revokedAt: now } });
  const id = newId('invitation');
  await tx.invitation.create({
    data: {
      id,
      accountId,
      email: email.display,
      emailCanonical: email.canonical,
      role,
      tokenHash: hashSecret(secret),
      invitedById,
      createdAt: now,
      expiresAt: new Date(now.getTime() + WEEK_MS),
    },
  });
  return id;
}

/** @throws not_found; forbidden */
export function revokeInvitation(
  user: { id: string },
  { accountId, id }: { accountId: string; id: string },
  caller: Caller,
  now = new Date(),
): Promise<void> {
  return transaction(async (tx) => {
    await requirePermission(user, accountId, 'members:manage', tx);
    const where = { id, accountId, acceptedAt: null, revokedAt: null };
    const { count } = await tx.invitation.updateMany({ where, data: { revokedAt: now } });
    if (count === 0) throw new AppError('not_found', 'There is no such invitation.');
    await audit({ action: 'member.invitation_revoked', accountId, actorId: user.id, target: id, caller, now }, tx);
  });
}
