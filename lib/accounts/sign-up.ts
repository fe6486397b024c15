import 'server-only';
import { createHash } from 'node:crypto';
import type { Caller } from '#lib/auth/caller.ts';
import { assertNotGuessable } from '#lib/auth/guessable-password.ts';
import { limit } from '#lib/auth/limits.ts';
import { hashPassword } from '#lib/auth/password.ts';
import type { Destination } from '#lib/auth/return-path.ts';
import { issueToken } from '#lib/auth/tokens.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import type { Letter } from '#lib/email/letters.ts';
import { assertMailServer } from '#lib/email/mail-server.ts';
import { deliverMail } from '#lib/email/send.ts';
import { AppError } from '#lib/errors.ts';
import { isInvited } from '#lib/organisations/queries.ts';
import { createUser } from './create.ts';
import { linkTo } from './links.ts';
import { findUserByEmail } from './queries.ts';

export interface SignUpInput extends Destination {
  email: string;
  password: string;
  /** A secret of the browser that signs up: with it, the mailed link needs no password. */
  browser: string;
  /** From an invitation's mail, when sign-up requires an invitation. */
  invitation?: string;
}

/**
 * Creates a user, or mails the owner of a taken address. The caller cannot tell which: both give the same response, one
 * password hash, one token and one mail.
 * @throws password_guessable; sign_up_closed; invalid_token for an invitation that is not for this address; invalid_value;
 * rate_limit_exceeded; mail_unavailable, after which the same may be sent again
 */
export async function signUp(input: SignUpInput, caller: Caller, now = new Date()): Promise<void> {
  // Before the limit, so that correcting a password does not use it up. It does not depend on whether the address is
  // known.
  await assertNotGuessable({ ...input, param: 'password' });
  await assertMailServer();
  await limit('sign-up:address', caller.ip);
  await assertMaySignUp(input, now);
  const { email, password, locale, next, browser } = input;
  const known = await findUserByEmail(email);
  if (known) {
    await hashPassword(password);
    return notifyOwner(known, { locale, next }, now);
  }
  try {
    const user = await createUser({ email, password, locale, now, signUp: { caller } });
    await deliverMail(await writeVerification({ ...user, sessionVersion: 1 }, { locale, next }, now, browser));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
    const owner = await findUserByEmail(email); // a simultaneous sign-up took the address
    if (owner) await notifyOwner(owner, { locale, next }, now);
  }
}

async function assertMaySignUp({ email, invitation }: SignUpInput, now: Date): Promise<void> {
  if (env.SIGN_UP === 'open') return;
  if (env.SIGN_UP === 'closed') throw new AppError('sign_up_closed', 'New users are added by the operator here.');
  if (await isInvited(email, invitation ?? '', now)) return;
  throw new AppError('sign_up_closed', 'Signing up needs an invitation to this address.');
}

interface Registrant {
  id: string;
  email: string;
  locale: string;
  sessionVersion: number;
}

/** @param browser the secret of the browser that signed up, if it was a browser */
async function writeVerification(
  user: Registrant,
  to: Partial<Destination>,
  now: Date,
  browser?: string,
): Promise<Letter> {
  const subject = browser && hashBrowser(browser);
  const token = await issueToken(db, { purpose: 'verify_email', user, ...(subject && { subject }), now });
  const { email, locale } = user;
  const url = linkTo(to.locale ?? locale, '/verify', { token, ...(to.next && { next: to.next }) });
  return { name: 'verify', to: email, locale, values: { url } };
}

export const hashBrowser = (browser: string): string => createHash('sha256').update(browser).digest('base64url');

/** An unconfirmed address gets its link again, which asks for the first password, as this may be another person. */
async function notifyOwner(
  owner: Registrant & { emailVerifiedAt: Date | null },
  to: Destination,
  now: Date,
): Promise<void> {
  const { email, locale } = owner;
  if (owner.emailVerifiedAt === null) return deliverMail(await writeVerification(owner, to, now));
  await issueToken(db, { purpose: 'verify_email', user: null, now }); // unused: it equals the other branch's work
  const url = linkTo(to.locale, '/sign-in', { next: to.next });
  await deliverMail({ name: 'alreadyRegistered', to: email, locale, values: { url } });
}

/**
 * Sends another link to a signed-in user whose address is unconfirmed.
 * @throws rate_limit_exceeded; mail_unavailable
 */
export async function resendVerification(
  user: Registrant & { isVerified: boolean },
  caller: Caller,
  now = new Date(),
): Promise<void> {
  await assertMailServer();
  await limit('mail:address', caller.ip);
  await limit('mail:account', `verify ${user.id}`);
  if (!user.isVerified) await deliverMail(await writeVerification(user, {}, now));
}
