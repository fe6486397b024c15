import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { db } from '#lib/db/client.ts';
import type { TokenPurpose } from '#lib/db/generated/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';

const SECRET_BYTES = 32;
const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const MOST_ATTEMPTS = 5;

export const TOKEN_LIFETIME_MS: Record<TokenPurpose, number> = {
  verify_email: DAY_MS,
  reset_password: 30 * MINUTE_MS,
  magic_link: 15 * MINUTE_MS,
  change_email_old: DAY_MS,
  change_email_new: DAY_MS,
  second_factor: 10 * MINUTE_MS,
  sign_in: MINUTE_MS,
  passkey_registration: 5 * MINUTE_MS,
  passkey_sign_in: 5 * MINUTE_MS,
};

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
export const hashSecret = (secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(secret).digest());

interface TokenOwner {
  id: string;
  sessionVersion: number;
}

interface NewToken {
  purpose: TokenPurpose;
  /** Null for a passkey sign-in, which names no user. */
  user: TokenOwner | null;
  subject?: string;
  now: Date;
}

/** Issues a single-use secret of 256 bits. Only its hash is stored. */
export async function issueToken(tx: Transaction, { purpose, user, subject, now }: NewToken): Promise<string> {
  const secret = newSecret();
  await removeExpired(tx, user?.id ?? null, now);
  await tx.userToken.create({
    data: {
      hash: hashSecret(secret),
      purpose,
      userId: user?.id ?? null,
      sessionVersion: user?.sessionVersion ?? null,
      subject: subject ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + TOKEN_LIFETIME_MS[purpose]),
    },
  });
  return secret;
}

const openToken = {
  purpose: true,
  subject: true,
  sessionVersion: true,
  user: {
    select: {
      id: true,
      email: true,
      emailCanonical: true,
      emailVerifiedAt: true,
      passwordHash: true,
      sessionVersion: true,
      locale: true,
    },
  },
} as const;

type TokenUser = NonNullable<Awaited<ReturnType<typeof findToken>>>['user'];

export interface UsedToken {
  user: NonNullable<TokenUser>;
  subject: string | null;
}

const findToken = (tx: Transaction, hash: Uint8Array<ArrayBuffer>) =>
  tx.userToken.findUnique({ where: { hash }, select: openToken });

/**
 * Redeems a token.
 * @throws invalid_token when it is unknown, used, expired or older than the user's last new password
 */
export async function redeemToken(
  tx: Transaction,
  purpose: TokenPurpose,
  secret: string,
  now: Date,
): Promise<UsedToken> {
  if (!(await burnToken(tx, purpose, secret, now))) throw invalidToken();
  return readToken(tx, purpose, secret);
}

/** Marks a token as used. The condition is in the WHERE, so that of two simultaneous uses one is refused. */
export async function burnToken(tx: Transaction, purpose: TokenPurpose, secret: string, now: Date): Promise<boolean> {
  const where = { hash: hashSecret(secret), purpose, usedAt: null, expiresAt: { gt: now } };
  const { count } = await tx.userToken.updateMany({ where, data: { usedAt: now } });
  return count === 1;
}

/**
 * Counts a try and reads the token without redeeming it, for steps that may be repeated a few times.
 * @throws invalid_token as above, and after five tries
 */
export async function tryToken(tx: Transaction, purpose: TokenPurpose, secret: string, now: Date): Promise<UsedToken> {
  const fresh = { hash: hashSecret(secret), purpose, usedAt: null, expiresAt: { gt: now } };
  const { count } = await tx.userToken.updateMany({
    where: { ...fresh, attempts: { lt: MOST_ATTEMPTS } },
    data: { attempts: { increment: 1 } },
  });
  if (count === 0) throw invalidToken();
  return readToken(tx, purpose, secret);
}

/** Reads a token that can still be tried, without counting a try. @throws invalid_token as above */
export async function peekToken(tx: Transaction, purpose: TokenPurpose, secret: string, now: Date): Promise<UsedToken> {
  const fresh = { hash: hashSecret(secret), purpose, usedAt: null, expiresAt: { gt: now } };
  const count = await tx.userToken.count({ where: { ...fresh, attempts: { lt: MOST_ATTEMPTS } } });
  if (count === 0) throw invalidToken();
  return readToken(tx, purpose, secret);
}

async function readToken(tx: Transaction, purpose: TokenPurpose, secret: string): Promise<UsedToken> {
  const token = await findToken(tx, hashSecret(secret));
  if (token?.purpose !== purpose || !token.user || token.user.sessionVersion !== token.sessionVersion)
    throw invalidToken();
  return { user: token.user, subject: token.subject };
}

export const invalidToken = (): AppError =>
  new AppError('invalid_token', 'This link has been used, has expired, or was never valid. Ask for a new one.');

/** Deletes tokens that expired more than a day ago and were not removed by a newer one. */
export async function purgeTokens(now = new Date()): Promise<void> {
  await db.userToken.deleteMany({ where: { expiresAt: { lt: new Date(now.getTime() - DAY_MS) } } });
}

/** Deletes tokens of the same owner, or without an owner, that expired more than a day ago. */
async function removeExpired(tx: Transaction, userId: string | null, now: Date): Promise<void> {
  await tx.userToken.deleteMany({ where: { userId, expiresAt: { lt: new Date(now.getTime() - DAY_MS) } } });
}
