import 'server-only';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { assertNotGuessable } from '#lib/auth/guessable-password.ts';
import { limit } from '#lib/auth/limits.ts';
import { hashPassword, verifyPassword } from '#lib/auth/password.ts';
import { revokeAllSessions } from '#lib/auth/sessions.ts';
import { issueTicket } from '#lib/auth/sign-in.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { tellPasswordChanged } from './reset-password.ts';

interface PasswordChange {
  /** Required unless the user never had one. */
  current: string;
  next: string;
}

/**
 * Ends every session and every pending link.
 * @returns a ticket that signs this browser in again, with a new session
 * @throws invalid_credentials when the current password is wrong; password_guessable
 */
export async function changePassword(
  userId: string,
  { current, next }: PasswordChange,
  caller: Caller,
  now = new Date(),
): Promise<string> {
  await limit('step-up:account', userId);
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  if (user.passwordHash !== null && !(await verifyPassword(user.passwordHash, current))) {
    throw new AppError('invalid_credentials', 'The current password is not right.', { param: 'current' });
  }
  await assertNotGuessable({ password: next, email: user.email, param: 'next' });
  const passwordHash = await hashPassword(next);
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await revokeAllSessions(tx, userId, now);
    await audit({ action: 'password.changed', userId, actorId: userId, caller, now }, tx);
  });
  tellPasswordChanged(user);
  const { sessionVersion } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { sessionVersion: true },
  });
  return issueTicket({ id: userId, sessionVersion }, 'password', now);
}
