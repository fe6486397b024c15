import 'server-only';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { hasSecondFactor } from '#lib/accounts/second-factor-rule.ts';
import { db } from '#lib/db/client.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import type { CurrentUser } from './current-user.ts';
import { limit } from './limits.ts';
import { verifyPasskeyOf } from './passkeys.ts';
import { verifyPassword } from './password.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { recordStepUp } from './sessions.ts';
import { invalidCode, spendTotp } from './totp.ts';

/** A proof that the person present is the user. With a second factor, the password alone is not enough. */
export type Proof = { password: string } | { code: string } | { passkey: AuthenticationResponseJSON };

type StepUpUser = Pick<CurrentUser, 'id' | 'sessionId' | 'hasTotp' | 'hasPasskey'>;

/** Steps up the session. @throws invalid_credentials; invalid_code; invalid_token; conflict; rate_limit_exceeded */
export async function stepUp(user: StepUpUser, proof: Proof, now = new Date()): Promise<void> {
  await limit('step-up:account', user.id);
  if ('passkey' in proof) await verifyPasskeyOf(user.id, proof.passkey, now);
  else if ('code' in proof) await checkCode(user, proof.code, now);
  else await checkPassword(user, proof.password);
  await recordStepUp(user.sessionId, now);
}

async function checkCode(user: StepUpUser, code: string, now: Date): Promise<void> {
  const isRight = await transaction(
    async (tx) => (await spendTotp(tx, user.id, code, now)) || spendRecoveryCode(tx, user.id, code, now),
  );
  if (!isRight) throw invalidCode();
}

async function checkPassword(user: StepUpUser, password: string): Promise<void> {
  // The page was loaded before the factor was set up.
  if (hasSecondFactor(user)) throw new AppError('conflict', 'With a second factor, the password alone proves nothing.');
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: user.id }, select: { passwordHash: true } });
  if (await verifyPassword(passwordHash, password)) return;
  throw new AppError('invalid_credentials', 'The password is not right.', { param: 'password' });
}
