import 'server-only';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { verifyPassword } from '#lib/auth/password.ts';
import { admit, type SignInStep } from '#lib/auth/sign-in.ts';
import { throttleSignIn } from '#lib/auth/sign-in-throttle.ts';
import { burnToken, invalidToken, tryToken } from '#lib/auth/tokens.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { hashBrowser } from './sign-up.ts';
import { giveStartingGrant } from './starting-grant.ts';

interface VerifyInput {
  token: string;
  /** The secret of the browser that signed up, from its cookie. */
  browser?: string;
  /** Required in any other browser. */
  password?: string;
}

/**
 * Confirms an address and signs in. Access to the mailbox is not enough: the person must also have chosen the password,
 * else an attacker could sign up with another's address and wait for its owner to confirm it.
 * @throws invalid_token; invalid_credentials when the password is missing (no `param`) or wrong; rate_limit_exceeded
 */
export async function verifyEmail(
  { token, browser, password }: VerifyInput,
  caller: Caller,
  now = new Date(),
): Promise<SignInStep> {
  const { user, subject } = await tryToken(db, 'verify_email', token, now);
  const isSameBrowser = subject !== null && browser !== undefined && hashBrowser(browser) === subject;
  if (!isSameBrowser && user.passwordHash !== null) {
    if (password === undefined) throw new AppError('invalid_credentials', 'Enter the password you chose.');
    const visitor = { account: user.emailCanonical, userId: user.id, ip: caller.ip };
    if (!(await throttleSignIn(visitor, now, () => verifyPassword(user.passwordHash, password)))) {
      throw new AppError('invalid_credentials', 'The password is not right.', { param: 'password' });
    }
  }
  if (!(await burnToken(db, 'verify_email', token, now))) throw invalidToken();
  await completeVerification(user.id, caller, now);
  return admit(user, 'password', now);
}

/** Marks the address as the user's own, once, and gives the starting grant. */
export async function completeVerification(userId: string, caller: Caller, now: Date): Promise<void> {
  const where = { id: userId, emailVerifiedAt: null };
  await transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where, data: { emailVerifiedAt: now } });
    if (count === 1) await audit({ action: 'user.verified', userId, actorId: userId, caller, now }, tx);
  });
  // A failed grant is given at the next confirmation, by reset or magic link; it must not prevent the sign-in.
  await giveStartingGrant(userId, now).catch((error: unknown) =>
    log.error({ event: 'starting_grant_failed', userId, err: error }),
  );
}
