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
import { type Holder, notifySecurityChange } from './security-mails.ts';

const COUNT = 10;
const GROUPS = 2;
const GROUP_LENGTH = 5;
/** Excludes letters and digits that look alike. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

const randomGroup = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
const newCode = () => Array.from({ length: GROUPS }, randomGroup).join('-');

/** Keyed, because a plain hash of 49 bits could be brute-forced. */
function hashCode(userId: string, code: string): Uint8Array<ArrayBuffer> {
  const plain = normaliseCode(code);
  return new Uint8Array(createHmac('sha256', derivedKey('recovery code')).update(`${userId}\0${plain}`).digest());
}

/** Replaces the user's codes by ten new ones, such as `k7mqp-x2vhd`. They are shown once. */
export async function renewRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: newId('recoveryCode'), userId, hash: hashCode(userId, code) })),
  });
  return codes;
}

/** Ten codes for a user without any, else null. Call it under `lockFactors`. */
export async function giveRecoveryCodes(tx: Transaction, userId: string): Promise<string[] | null> {
  const left = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  return left === 0 ? renewRecoveryCodes(tx, userId) : null;
}

/** Ten new codes at the user's request. @throws not_found without a second factor, which they would replace */
export async function replaceRecoveryCodes(user: Holder, caller: Caller, now = new Date()): Promise<string[]> {
  const userId = user.id;
  return transaction(async (tx) => {
    await lockFactors(tx, userId);
    if (!hasSecondFactor(await readFactors(tx, userId))) throw new AppError('not_found', 'No second factor is set up.');
    await audit({ action: 'recovery_codes.renewed', userId, actorId: userId, caller, now }, tx);
    await notifySecurityChange(tx, user, 'recovery_codes_renewed');
    return renewRecoveryCodes(tx, userId);
  });
}

/** Call it after removing a factor: the codes are deleted with the last one. @throws last_second_factor */
export async function keepCodesWithFactor(tx: Transaction, userId: string): Promise<void> {
  await assertFactorLeft(tx, userId);
  if (!hasSecondFactor(await readFactors(tx, userId))) await tx.recoveryCode.deleteMany({ where: { userId } });
}

/** Marks the code as used. @returns whether it was valid and unused */
export async function spendRecoveryCode(tx: Transaction, userId: string, code: string, now: Date): Promise<boolean> {
  const where = { userId, hash: hashCode(userId, code), usedAt: null };
  const { count } = await tx.recoveryCode.updateMany({ where, data: { usedAt: now } });
  return count === 1;
}

export const countRecoveryCodes = (userId: string): Promise<number> =>
  db.recoveryCode.count({ where: { userId, usedAt: null } });
