import { may, type Permission } from '#lib/accounts/permissions.ts';
import { secondFactorRequired } from '#lib/accounts/second-factor-rule.ts';
import { AppError } from '#lib/errors.ts';
import type { CurrentUser } from './current-user.ts';

/** @throws forbidden when the user's role in the current account does not allow it; second_factor_required */
export function assertMay(user: Pick<CurrentUser, 'role' | 'lacksSecondFactor'>, permission: Permission): void {
  if (!may(user.role, permission)) throw new AppError('forbidden', 'Your role in this account does not allow this.');
  if (user.lacksSecondFactor) throw secondFactorRequired();
}

/** Verification comes before keys, top-ups and any credit. @throws email_unverified */
export function assertVerified(user: Pick<CurrentUser, 'isVerified'>): void {
  if (!user.isVerified) throw new AppError('email_unverified', 'Confirm your e-mail address first.');
}
