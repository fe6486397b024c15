import 'server-only';
import { getUserByEmail } from '#lib/accounts/queries.ts';
import { lockFactors, readFactors } from '#lib/accounts/second-factor.ts';
import { hasSecondFactor } from '#lib/accounts/second-factor-rule.ts';
import { audit } from '#lib/audit/audit.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { notifySecurityChange } from './security-mails.ts';
import { revokeAllSessions } from './sessions.ts';

export interface RemovedFactors {
  hadTotp: boolean;
  passkeys: number;
}

/**
 * For an operator, when a user has lost their second factors: removes these and the recovery codes, ends every session
 * and pending link, and notifies the mailbox. The password or a link to that mailbox still signs in.
 * @throws not_found without such a user, or without a factor
 */
export async function resetFactors(email: string, now = new Date()): Promise<RemovedFactors> {
  const user = await getUserByEmail(email);
  const where = { userId: user.id };
  return transaction(async (tx) => {
    await lockFactors(tx, user.id);
    const factors = await readFactors(tx, user.id);
    if (!hasSecondFactor(factors)) throw new AppError('not_found', 'This user has no second factor.');
    await tx.totp.deleteMany({ where });
    const { count: passkeys } = await tx.passkey.deleteMany({ where });
    await tx.recoveryCode.deleteMany({ where });
    await revokeAllSessions(tx, user.id, now);
    const details = { hadTotp: factors.hasTotp, passkeys };
    await audit({ action: 'second_factor.reset', ...where, details, now }, tx);
    await notifySecurityChange(tx, user, 'factors_reset');
    return details;
  });
}
