import 'server-only';
import { canonicalEmail } from '#lib/accounts/email.ts';
import { findUserByEmail } from '#lib/accounts/queries.ts';
import { readFactors } from '#lib/accounts/second-factor.ts';
import { type Factors, hasSecondFactor } from '#lib/accounts/second-factor-rule.ts';
import { afterwards } from '#lib/afterwards.ts';
import { audit } from '#lib/audit/audit.ts';
import { db } from '#lib/db/client.ts';
import { AppError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { Caller } from './caller.ts';
import { limit } from './limits.ts';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';
import type { SignInMethod } from './sessions.ts';
import { throttleSignIn } from './sign-in-throttle.ts';
import { issueToken, redeemToken } from './tokens.ts';

/**
 * Every way of signing in ends with a ticket, which next-auth turns into a session within a minute. A user with a
 * second factor first gets a challenge, which a code or a passkey answers, unless the factor was already used.
 */
export type SignInStep = { status: 'ticket'; ticket: string } | ({ status: 'second_factor' } & PendingFactor);

/** A correct first factor. Only now does the response reveal which other factors the account has. */
export interface PendingFactor extends Factors {
  challenge: string;
}

interface Credentials {
  email: string;
  password: string;
}

/**
 * Gives an unknown address the same response, after the same work, as a wrong password.
 * @throws invalid_credentials; rate_limit_exceeded
 */
export async function signInWithPassword(
  { email, password }: Credentials,
  caller: Caller,
  now = new Date(),
): Promise<SignInStep> {
  await limit('sign-in:address', caller.ip);
  const user = await findUserByEmail(email);
  const visitor = { account: canonicalEmail(email) ?? email.slice(0, 320), userId: user?.id ?? null, ip: caller.ip };
  const isRight = await throttleSignIn(visitor, now, () => verifyPassword(user?.passwordHash ?? null, password));
  if (!isRight || !user) {
    // Only a known address has a log, and waiting for the write would reveal that.
    if (user) {
      const event = { action: 'session.refused', userId: user.id, target: 'password', caller, now } as const;
      afterwards({ event: 'audit_failed' }, () => audit(event));
    }
    throw new AppError('invalid_credentials', 'The address or the password is not right.');
  }
  await renewHash(user, password);
  return admit(user, 'password', now);
}

/** The step after a first factor: the second factor if the user has one, else a ticket. */
export async function admit(
  user: { id: string; sessionVersion: number },
  method: SignInMethod,
  now: Date,
): Promise<SignInStep> {
  const factors = await readFactors(db, user.id);
  if (!hasSecondFactor(factors)) return { status: 'ticket', ticket: await issueTicket(user, method, now) };
  const challenge = await issueToken(db, { purpose: 'second_factor', user, subject: method, now });
  return { status: 'second_factor', challenge, ...factors };
}

export const issueTicket = (user: { id: string; sessionVersion: number }, method: SignInMethod, now: Date) =>
  issueToken(db, { purpose: 'sign_in', user, subject: method, now });

/** @throws invalid_token when it was used or a minute has passed */
export async function redeemTicket(ticket: string, now: Date): Promise<{ userId: string; method: SignInMethod }> {
  const { user, subject } = await redeemToken(db, 'sign_in', ticket, now);
  return { userId: user.id, method: subject as SignInMethod };
}

/**
 * Rehashes the password at today's cost while it is known. Sign-in does not depend on it: a failure is logged, and the
 * next sign-in tries again.
 */
export async function renewHash(
  { id, passwordHash }: { id: string; passwordHash: string | null },
  password: string,
): Promise<void> {
  if (passwordHash === null || !isOutdated(passwordHash)) return;
  try {
    const data = { passwordHash: await hashPassword(password) };
    // Only the hash that was checked: a password changed meanwhile is kept.
    await db.user.updateMany({ where: { id, passwordHash }, data });
  } catch (error) {
    log.error({ event: 'hash_not_renewed', userId: id, err: error });
  }
}
