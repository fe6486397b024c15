import 'server-only';
import { Secret, TOTP } from 'otpauth';
import { lockFactors, readFactors } from '#lib/accounts/second-factor.ts';
import { audit } from '#lib/audit/audit.ts';
import { seal, unseal } from '#lib/config/secret.ts';
import { SITE } from '#lib/config/site.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { normaliseCode } from '#lib/normalise.ts';
import type { Caller } from './caller.ts';
import { keepCodesWithFactor, renewRecoveryCodes } from './recovery-codes.ts';
import { type Holder, notifySecurityChange } from './security-mails.ts';

const PURPOSE = 'totp';
const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
const WINDOW = 1;

export interface TotpSetup {
  /** The secret for manual entry in the app. */
  secret: string;
  /** The content of the QR code: `otpauth://totp/…`. */
  uri: string;
}

/**
 * Creates a secret for an authenticator app. It takes effect once a code made with it has been entered; until then the
 * current app stays in use.
 */
export async function startTotp(user: { id: string; email: string }): Promise<TotpSetup> {
  const secret = new Secret({ size: SECRET_BYTES });
  const sealed = seal(PURPOSE, user.id, secret.bytes);
  await transaction(async (tx) => {
    await lockFactors(tx, user.id);
    const where = { userId: user.id };
    const inUse = await tx.totp.updateMany({
      where: { ...where, confirmedAt: { not: null } },
      data: { replacement: sealed },
    });
    if (inUse.count === 1) return;
    const data = { secret: sealed, lastStep: 0n };
    await tx.totp.upsert({ where, create: { ...where, ...data }, update: data });
  });
  return { secret: secret.base32, uri: totpOf(secret.bytes, user.email).toString() };
}

/**
 * Enables the second factor or replaces its app; ends other sessions and issues ten recovery codes.
 * @throws invalid_code
 */
export async function confirmTotp(
  user: Holder & { sessionId: string },
  code: string,
  caller: Caller,
  now = new Date(),
): Promise<string[]> {
  return transaction(async (tx) => {
    await lockFactors(tx, user.id);
    const { hasTotp } = await readFactors(tx, user.id);
    if (!(await adoptApp(tx, user.id, code, now))) throw invalidCode();
    const others = { userId: user.id, revokedAt: null, id: { not: user.sessionId } };
    await tx.session.updateMany({ where: others, data: { revokedAt: now } });
    const codes = await renewRecoveryCodes(tx, user.id);
    await audit({ action: 'totp.enabled', userId: user.id, actorId: user.id, caller, now }, tx);
    await notifySecurityChange(tx, user, hasTotp ? 'totp_replaced' : 'totp_enabled');
    return codes;
  });
}

/** Activates the app being set up by its first code, which is thereby used. Call it under `lockFactors`. */
async function adoptApp(tx: Transaction, userId: string, code: string, now: Date): Promise<boolean> {
  const totp = await tx.totp.findUnique({ where: { userId } });
  const next = totp?.confirmedAt ? totp.replacement : totp?.secret;
  const step = next ? stepOf(unseal(PURPOSE, userId, next), code, now) : null;
  if (!next || step === null) return false;
  const data = { secret: next, replacement: null, lastStep: step, confirmedAt: now };
  await tx.totp.update({ where: { userId }, data });
  return true;
}

/** Disables the app; without a passkey the recovery codes are deleted too. @throws not_found; last_second_factor */
export async function disableTotp(user: Holder, caller: Caller, now = new Date()): Promise<void> {
  const userId = user.id;
  await transaction(async (tx) => {
    await lockFactors(tx, userId);
    const { count } = await tx.totp.deleteMany({ where: { userId } });
    if (count === 0) throw new AppError('not_found', 'No authenticator app is set up.');
    await keepCodesWithFactor(tx, userId);
    await audit({ action: 'totp.disabled', userId, actorId: userId, caller, now }, tx);
    await notifySecurityChange(tx, user, 'totp_disabled');
  });
}

/**
 * Whether the code is valid within 30 seconds of now and newer than the last one used. The update's WHERE makes it the
 * last one used, so that one code cannot be used twice at the same time.
 */
export async function spendTotp(tx: Transaction, userId: string, code: string, now: Date): Promise<boolean> {
  const totp = await tx.totp.findUnique({ where: { userId } });
  if (!totp?.confirmedAt) return false;
  const step = stepOf(unseal(PURPOSE, userId, totp.secret), code, now);
  if (step === null) return false;
  const where = { userId, lastStep: { lt: step } };
  const { count } = await tx.totp.updateMany({ where, data: { lastStep: step } });
  return count === 1;
}

/** The 30-second step of a code, or null when it matches no step nearby. */
export function stepOf(secret: Uint8Array, typed: string, now: Date): bigint | null {
  const code = normaliseCode(typed);
  if (!/^\d{6}$/.test(code)) return null; // the library throws for some other texts
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? null : BigInt(Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta);
}

function totpOf(secret: Uint8Array, label = ''): TOTP {
  const bytes = new Uint8Array(secret);
  return new TOTP({ issuer: SITE.name, label, period: PERIOD_SECONDS, secret: new Secret({ buffer: bytes.buffer }) });
}

export const invalidCode = (): AppError => new AppError('invalid_code', 'This code is not right.', { param: 'code' });
