import 'server-only';
import type { Caller } from '#lib/auth/caller.ts';
import type { SignInMethod } from '#lib/auth/sessions.ts';
import { revokeAllSessions } from '#lib/auth/sessions.ts';
import { admit, type SignInStep } from '#lib/auth/sign-in.ts';
import type { UsedToken } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { completeVerification } from './verify-email.ts';

/**
 * Somebody proved to read a mailbox. Where nobody had before, whoever chose the password may be somebody else who used
 * the address: their password and sessions end.
 */
export async function admitByMailbox(
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
