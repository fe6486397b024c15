import 'server-only';
import { createHmac, randomInt } from 'node:crypto';
import { assertFactorLeft, lockFactors, readFactors } from '#lib/accounts/second-factor.ts';
import { hasSecondFactor } from '#lib/accounts/second-factor-rule.ts';
import { audit } from '#lib/audit/audit.ts';
import { derivedKey } from '#lib/config/secret.ts';
import { db } from '#lib/db/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { normaliseCode } from '#lib/normalise.ts';
import type { Caller } from './caller.ts';
import { type Holder, tellSecurityChanged } from './notices.ts';

const COUNT = 10;
const GROUPS = 2;
const GROUP_LENGTH = 5;
/** Without letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

const randomGroup = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
const newCode = () => Array.from({ length: GROUPS }, randomGroup).join('-');

/** Keyed, because 49 bits could be tried out against a plain hash. */
function hashCode(userId: string, code: string): Uint8Array<ArrayBuffer> {
  const plain = normaliseCode(code);
  return new Uint8Array(createHmac('sha256', derivedKey('recovery code')).update(`${userId}\0${plain}`).digest());
}

/** Ten new codes, such as `k7mqp-x2vhd`, instead of those there were. They are shown once. */
export async function renewRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId('recoveryCode'), userId, hash: hashCode(userId, code) })),
  });
  return codes;
}

/** Ten for whoever has none left, null for everybody else. Under `lockFactors`. */
export async function giveRecoveryCodes(tx: Transaction, userId: string): Promise<string[] | null> {
  const left = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  return left === 0 ? renewRecoveryCodes(tx, userId) : null;
}

/** The user's wish for ten new ones. @throws not_found without a second factor, which they would stand in for */
export async function replaceRecoveryCodes(user: Holder, caller: Caller, now = new Date()): Promise<string[]> {
  const userId = user.id;
  return transaction(async (tx) => {
    await lockFactors(tx, userId);
    if (!hasSecondFactor(await readFactors(tx, userId))) throw new AppError('not_found', 'No second factor is set up.');
    await audit({ action: 'recovery_codes.renewed', userId, actorId: userId, caller, now }, tx);
    await tellSecurityChanged(tx, user, 'recovery_codes_renewed');
    return renewRecoveryCodes(tx, userId);
  });
}

/** To be called after a factor was removed: the codes go with the last one. @throws last_second_factor */
export async function keepCodesWithFactor(tx: Transaction, userId: string): Promise<void> {
  await assertFactorLeft(tx, userId);
  if (!hasSecondFactor(await readFactors(tx, userId))) await tx.recoveryCode.deleteMany({ where: { userId } });
}

/** Whether the code was unused until now. */
export async function spendRecoveryCode(tx: Transaction, userId: string, code: string, now: Date): Promise<boolean> {
  const where = { userId, hash: hashCode(userId, code), usedAt: null };
  const { count } = await tx.recoveryCode.updateMany({ where, data: { usedAt: now } });
  return count === 1;
}

export const countRecoveryCodes = (userId: string): Promise<number> =>
  db.recoveryCode.count({ where: { userId, usedAt: null } });
