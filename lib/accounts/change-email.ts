import 'server-only';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { limit } from '#lib/auth/limits.ts';
import { hashSecret, issueToken, redeemToken, TOKEN_LIFETIME_MS } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import { type EmailChange, Prisma } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import type { Letter } from '#lib/email/letters.ts';
import { assertMailServer } from '#lib/email/mail-server.ts';
import { queueMail } from '#lib/email/queue.ts';
import { deliverMail } from '#lib/email/send.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import type { Email } from './email.ts';
import { linkTo } from './links.ts';

interface Mover {
  id: string;
  email: string;
  locale: string;
  sessionVersion: number;
}

/**
 * Sends a link to both mailboxes. Only the owner of the new address learns whether it already has an account.
 * @throws rate_limit_exceeded; mail_unavailable, after which it may be requested again
 */
export async function requestEmailChange(user: Mover, to: Email, caller: Caller, now = new Date()): Promise<void> {
  await assertMailServer();
  await limit('email-change:account', user.id);
  const links = await transaction(async (tx) => {
    await tx.emailChange.updateMany({ where: { userId: user.id, endedAt: null }, data: { endedAt: now } });
    const id = newId('emailChange');
    const expiresAt = new Date(now.getTime() + TOKEN_LIFETIME_MS.change_email_new);
    const addresses = { email: to.display, emailCanonical: to.canonical };
    await tx.emailChange.create({ data: { id, userId: user.id, ...addresses, createdAt: now, expiresAt } });
    await audit(
      { action: 'email.change_requested', userId: user.id, actorId: user.id, target: to.display, caller, now },
      tx,
    );
    const token = (purpose: 'change_email_old' | 'change_email_new') =>
      issueToken(tx, { purpose, user, subject: id, now });
    return { id, old: await token('change_email_old'), new: await token('change_email_new') };
  });
  const { locale } = user;
  const link = (token: string) => linkTo(locale, '/verify/email-change', { token });
  const isTaken = (await db.user.count({ where: { emailCanonical: to.canonical } })) > 0;
  const toOld = { url: link(links.old), newEmail: to.display };
  const toNew: Pick<Letter, 'name' | 'values'> = isTaken
    ? { name: 'alreadyRegistered', values: { url: linkTo(locale, '/sign-in') } }
    : { name: 'confirmNewEmail', values: { url: link(links.new) } };
  try {
    await Promise.all([
      deliverMail({ name: 'confirmOldEmail', to: user.email, locale, values: toOld }),
      deliverMail({ ...toNew, to: to.display, locale } as Letter),
    ]);
  } catch (error) {
    // Without the mails, the request could never be confirmed.
    await db.emailChange.update({ where: { id: links.id }, data: { endedAt: now } });
    throw error;
  }
}

export type EmailChangeStep = { status: 'waiting' } | { status: 'changed' };

/**
 * Confirms one mailbox; the second confirmation completes the change. Sessions stay: the person is the same.
 * @throws invalid_token; conflict when the address was taken meanwhile
 */
export async function confirmEmailChange(token: string, caller: Caller, now = new Date()): Promise<EmailChangeStep> {
  const isChanged = await transaction((tx) => confirm(tx, token, caller, now)).catch(toConflict);
  return { status: isChanged ? 'changed' : 'waiting' };
}

async function confirm(tx: Transaction, token: string, caller: Caller, now: Date): Promise<boolean> {
  const { user, subject, isOld } = await redeemEither(tx, token, now);
  const data = isOld ? { confirmedOldAt: now } : { confirmedNewAt: now };
  // The row's lock serialises simultaneous confirmations of the two mailboxes.
  const { count } = await tx.emailChange.updateMany({
    where: { id: subject, endedAt: null, expiresAt: { gt: now } },
    data,
  });
  if (count === 0) throw new AppError('invalid_token', 'This change of address was replaced or has expired.');
  const change = await tx.emailChange.findUniqueOrThrow({ where: { id: subject } });
  if (!isConfirmed(change)) return false;
  await complete(tx, change, now);
  await audit({ action: 'email.changed', userId: user.id, actorId: user.id, target: change.email, caller, now }, tx);
  const values = { newEmail: change.email };
  await queueMail(tx, [{ name: 'emailChanged', to: user.email, locale: user.locale, values }]);
  return true;
}

const isConfirmed = ({ confirmedOldAt, confirmedNewAt }: EmailChange): boolean =>
  confirmedOldAt !== null && confirmedNewAt !== null;

async function redeemEither(tx: Transaction, token: string, now: Date) {
  const tokenPurpose = await tx.userToken.findUnique({ where: { hash: hashSecret(token) }, select: { purpose: true } });
  const isOld = tokenPurpose?.purpose === 'change_email_old';
  const { user, subject } = await redeemToken(tx, isOld ? 'change_email_old' : 'change_email_new', token, now);
  return { user, subject: subject ?? '', isOld };
}

async function complete(tx: Transaction, { id, userId, email, emailCanonical }: EmailChange, now: Date): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { email, emailCanonical, emailVerifiedAt: now } });
  await tx.emailChange.update({ where: { id }, data: { endedAt: now } });
}

function toConflict(error: unknown): never {
  const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
  if (!isTaken) throw error;
  throw new AppError('conflict', 'Somebody uses this address by now.', { cause: error });
}

/** The change that awaits confirmation, or null. */
export const findEmailChange = (userId: string, now: Date) =>
  db.emailChange.findFirst({
    where: { userId, endedAt: null, expiresAt: { gt: now } },
    select: { email: true, confirmedOldAt: true, confirmedNewAt: true, expiresAt: true },
  });
