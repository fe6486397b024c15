import 'server-only';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { readFactors } from '#lib/accounts/second-factor.ts';
import { audit } from '#lib/audit/audit.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import type { Caller } from './caller.ts';
import { limit } from './limits.ts';
import { startPasskeyProof, verifyPasskeyOf } from './passkeys.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { type Holder, notifySecurityChange } from './security-mails.ts';
import type { SignInMethod } from './sessions.ts';
import { issueTicket, type PendingFactor } from './sign-in.ts';
import { burnToken, invalidToken, peekToken, tryToken } from './tokens.ts';
import { invalidCode, spendTotp } from './totp.ts';

/** Returns the factors that can answer the challenge; null when it was answered, has expired or never existed. */
export async function findChallenge(challenge: string, now = new Date()): Promise<PendingFactor | null> {
  const open = await peekToken(db, 'second_factor', challenge, now).catch(toNull);
  return open && { challenge, ...(await readFactors(db, open.user.id)) };
}

function toNull(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}

/**
 * Accepts a code of the app or a recovery code, five tries per challenge.
 * @throws invalid_code; invalid_token; rate_limit_exceeded
 */
export async function answerChallenge(
  challenge: string,
  code: string,
  caller: Caller,
  now = new Date(),
): Promise<string> {
  const { user } = await tryToken(db, 'second_factor', challenge, now);
  await limit('second-factor:account', user.id);
  const method = await spendCode(user, code, caller, now);
  if (!method) {
    await refuse(user.id, caller, now);
    throw invalidCode();
  }
  return exchangeChallenge(challenge, user, method, now);
}

const spendCode = (user: Holder, code: string, caller: Caller, now: Date): Promise<SignInMethod | null> =>
  transaction(async (tx) => {
    const userId = user.id;
    if (await spendTotp(tx, userId, code, now)) return 'totp';
    if (!(await spendRecoveryCode(tx, userId, code, now))) return null;
    await audit({ action: 'recovery_code.used', userId, actorId: userId, caller, now }, tx);
    await notifySecurityChange(tx, user, 'recovery_code_used');
    return 'recovery_code';
  });

/** Options for the browser's passkey request. @throws invalid_token when the challenge is no longer open */
export async function startPasskeyAnswer(challenge: string, now = new Date()) {
  const { user } = await peekToken(db, 'second_factor', challenge, now);
  return startPasskeyProof(user, now);
}

/**
 * Accepts the user's own passkey. A passkey cannot be guessed, so tries count against the challenge only: too many
 * wrong codes do not block the passkey.
 * @throws invalid_token
 */
export async function answerWithPasskey(
  challenge: string,
  response: AuthenticationResponseJSON,
  caller: Caller,
  now = new Date(),
): Promise<string> {
  const { user } = await tryToken(db, 'second_factor', challenge, now);
  try {
    await verifyPasskeyOf(user.id, response, now);
  } catch (error) {
    await refuse(user.id, caller, now);
    throw error;
  }
  return exchangeChallenge(challenge, user, 'passkey', now);
}

const refuse = (userId: string, caller: Caller, now: Date): Promise<void> =>
  audit({ action: 'session.refused', userId, target: 'second_factor', caller, now });

/** A challenge yields one ticket, even to two correct answers at once. */
async function exchangeChallenge(
  challenge: string,
  user: { id: string; sessionVersion: number },
  method: SignInMethod,
  now: Date,
): Promise<string> {
  if (!(await burnToken(db, 'second_factor', challenge, now))) throw invalidToken();
  return issueTicket(user, method, now);
}
