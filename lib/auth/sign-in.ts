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
import { inPace } from './pace.ts';
import { hashPassword, isOutdated, verifyPassword } from './password.ts';
import type { SignInMethod } from './sessions.ts';
import { issueToken, redeemToken } from './tokens.ts';

/**
 * Every way of signing in ends with a ticket, which next-auth turns into a session within a minute. Where the user has a
 * second factor and has not shown it, it first ends with a challenge that a code or a passkey answers.
 */
export type SignInStep = { status: 'ticket'; ticket: string } | ({ status: 'second_factor' } & PendingFactor);

/** A first factor was right. What is said about the account's others is said only now. */
export interface PendingFactor extends Factors {
  challenge: string;
}

interface Credentials {
  email: string;
  password: string;
}

/**
 * The same answer and the same work for an unknown address as for a wrong password.
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
  const isRight = await inPace(visitor, now, () => verifyPassword(user?.passwordHash ?? null, password));
  if (!isRight || !user) {
    // Only a known address has a log to write to, and waiting for that would tell it from others.
    if (user) {
      const event = { action: 'session.refused', userId: user.id, target: 'password', caller, now } as const;
      afterwards({ event: 'audit_failed' }, () => audit(event));
    }
    throw new AppError('invalid_credentials', 'The address or the password is not right.');
  }
  await renewHash(user, password);
  return admit(user, 'password', now);
}

/** What comes after a first factor: the second one where there is one. */
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
 * Makes a hash of today's cost while the password is at hand. Signing in does not depend on it: what fails is logged and
 * tried again next time.
 */
export async function renewHash(
  { id, passwordHash }: { id: string; passwordHash: string | null },
  password: string,
): Promise<void> {
  if (passwordHash === null || !isOutdated(passwordHash)) return;
  try {
    const data = { passwordHash: await hashPassword(password) };
    // Only the hash that was checked: a password changed meanwhile stays changed.
    await db.user.updateMany({ where: { id, passwordHash }, data });
  } catch (error) {
    log.error({ event: 'hash_not_renewed', userId: id, err: error });
  }
}
