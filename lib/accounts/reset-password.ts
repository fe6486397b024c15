import 'server-only';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { assertNotGuessable } from '#lib/auth/guessable-password.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { revokeAllSessions } from '#lib/auth/sessions.ts';
import { admit, type SignInStep } from '#lib/auth/sign-in.ts';
import { redeemToken } from '#lib/auth/tokens.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { queueMail } from '#lib/email/queue.ts';
import { linkTo } from './links.ts';
import { type LinkRequest, mailLink } from './mail-link.ts';
import { completeVerification } from './verify-email.ts';

const LINK = { purpose: 'reset_password', letter: 'resetPassword', path: '/reset-password' } as const;

/** Sends a link for a new password, if the user exists. @throws as `mailLink` */
export const requestPasswordReset = (request: LinkRequest, caller: Caller, now = new Date()): Promise<void> =>
  mailLink(LINK, request, caller, now);

/** Sets a new password, ends every session and pending link, and signs in. @throws invalid_token; password_guessable */
export async function resetPassword(
  { token, password }: { token: string; password: string },
  caller: Caller,
  now = new Date(),
): Promise<SignInStep> {
  const passwordHash = await hashPassword(password);
  const user = await transaction(async (tx) => {
    const redeemed = await redeemToken(tx, 'reset_password', token, now);
    const { id, email, locale } = redeemed.user;
    // A failure here rolls the transaction back, so the link can be used again.
    await assertNotGuessable({ password, email, param: 'password' });
    await tx.user.update({ where: { id }, data: { passwordHash } });
    await revokeAllSessions(tx, id, now);
    await audit({ action: 'password.reset', userId: id, actorId: id, caller, now }, tx);
    await notifyPasswordChanged(tx, { email, locale });
    return { id, email, locale, sessionVersion: redeemed.user.sessionVersion + 1 };
  });
  await completeVerification(user.id, caller, now);
  return admit(user, 'password', now);
}

export const notifyPasswordChanged = (tx: Transaction, { email, locale }: { email: string; locale: string }) =>
  queueMail(tx, [{ name: 'passwordChanged', to: email, locale, values: { url: linkTo(locale, '/reset-password') } }]);
