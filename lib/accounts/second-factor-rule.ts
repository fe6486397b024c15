import type { AccountKind, Role } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Owners and admins can let others into an organisation, so a password alone is not enough for them. A personal account
 * puts nobody else at risk.
 */
export const needsSecondFactor = (kind: AccountKind, role: Role): boolean =>
  kind === 'organisation' && (role === 'owner' || role === 'admin');

/** What counts as a second factor. */
export interface Factors {
  /** An authenticator app whose code was seen. */
  hasTotp: boolean;
  hasPasskey: boolean;
}

/** What to select of a user to know their factors. */
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
