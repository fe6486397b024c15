import type { AccountKind, Role } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Owners and admins can admit others to an organisation, so a password alone is not enough for them. A personal account
 * endangers only its owner.
 */
export const needsSecondFactor = (kind: AccountKind, role: Role): boolean =>
  kind === 'organisation' && (role === 'owner' || role === 'admin');

export interface Factors {
  /** An authenticator app, confirmed by a code. */
  hasTotp: boolean;
  hasPasskey: boolean;
}

/** The columns of a user from which `toFactors` reads. */
export const factorColumns = {
  totp: { select: { confirmedAt: true } },
  _count: { select: { passkeys: true } },
} as const;

interface FactorRow {
  totp: { confirmedAt: Date | null } | null;
  _count: { passkeys: number };
}

export const toFactors = ({ totp, _count }: FactorRow): Factors => ({
  hasTotp: totp?.confirmedAt != null,
  hasPasskey: _count.passkeys > 0,
});

export const hasSecondFactor = ({ hasTotp, hasPasskey }: Factors): boolean => hasTotp || hasPasskey;

export const secondFactorRequired = (): AppError =>
  new AppError('second_factor_required', 'Set up an authenticator app or a passkey in the security settings first.');
