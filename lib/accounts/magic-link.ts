import 'server-only';
import type { Caller } from '#lib/auth/caller.ts';
import { revokeAllSessions, type SignInMethod } from '#lib/auth/sessions.ts';
import { admit, type SignInStep } from '#lib/auth/sign-in.ts';
import { redeemToken, type UsedToken } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { type LinkRequest, mailLink } from './mail-link.ts';
import { completeVerification } from './verify-email.ts';

const LINK = { purpose: 'magic_link', letter: 'magicLink', path: '/sign-in/link' } as const;

/** Sends a sign-in link, if the user exists. @throws as `mailLink` */
export const requestMagicLink = (request: LinkRequest, caller: Caller, now = new Date()): Promise<void> =>
  mailLink(LINK, request, caller, now);

/** @throws invalid_token */
export async function signInWithLink(token: string, caller: Caller, now = new Date()): Promise<SignInStep> {
  const { user } = await redeemToken(db, 'magic_link', token, now);
  return admitByMailbox(user, 'magic_link', caller, now);
}

/**
 * Signs in a person who proved to own a mailbox. If it was not confirmed before, the password may have been chosen by
 * another person who used the address, so the password and the sessions end.
 */
async function admitByMailbox(
  { id, emailVerifiedAt }: UsedToken['user'],
  method: SignInMethod,
  caller: Caller,
  now: Date,
): Promise<SignInStep> {
  if (emailVerifiedAt === null) {
    await transaction(async (tx) => {
      await tx.user.update({ where: { id }, data: { passwordHash: null } });
      await revokeAllSessions(tx, id, now);
    });
    await completeVerification(id, caller, now);
  }
  const { sessionVersion } = await db.user.findUniqueOrThrow({ where: { id }, select: { sessionVersion: true } });
  return admit({ id, sessionVersion }, method, now);
}
