import 'server-only';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { assertSteppedUp, type CurrentUser } from '#lib/auth/current-user.ts';
import { assertNotGuessable } from '#lib/auth/guessable-password.ts';
import { limit } from '#lib/auth/limits.ts';
import { hashPassword, verifyPassword } from '#lib/auth/password.ts';
import { renewSession, revokeAllSessions, type SessionToken } from '#lib/auth/sessions.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { notifyPasswordChanged } from './reset-password.ts';
import { hasSecondFactor } from './second-factor-rule.ts';

type Changer = Pick<CurrentUser, 'id' | 'sessionId' | 'steppedUpAt' | 'hasTotp' | 'hasPasskey'>;

interface PasswordChange {
  /** Required unless the user never had one. */
  current: string;
  next: string;
}

/**
 * Changes the password and ends every session and pending link. A user without a second factor proves presence with the
 * current password; any other user with a recent step-up.
 * @returns the session that replaces this one, with a new id and no fresher proof
 * @throws step_up_required; invalid_credentials when the current password is wrong; password_guessable
 */
export async function changePassword(
  changer: Changer,
  { current, next }: PasswordChange,
  caller: Caller,
  now = new Date(),
): Promise<SessionToken> {
  const { id, sessionId } = changer;
  const user = await db.user.findUniqueOrThrow({ where: { id } });
  const isProvedHere = user.passwordHash !== null && !hasSecondFactor(changer);
  if (!isProvedHere) assertSteppedUp(changer, now);
  await limit('step-up:account', id);
  if (user.passwordHash !== null && !(await verifyPassword(user.passwordHash, current))) {
    throw new AppError('invalid_credentials', 'The current password is not right.', { param: 'current' });
  }
  await assertNotGuessable({ password: next, email: user.email, param: 'next' });
  const passwordHash = await hashPassword(next);
  return transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { passwordHash } });
    await revokeAllSessions(tx, id, now);
    const renewed = await renewSession(tx, sessionId, { caller, ...(isProvedHere && { steppedUpAt: now }), now });
    await audit({ action: 'password.changed', userId: id, actorId: id, caller, now }, tx);
    await notifyPasswordChanged(tx, user);
    return renewed;
  });
}
