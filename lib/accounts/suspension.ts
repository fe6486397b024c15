import { AppError } from '#lib/errors.ts';

/** @throws account_suspended: then the API answers neither the account's keys nor a session in their place */
export function assertNotSuspended({ suspendedAt }: { suspendedAt: Date | null }): void {
  if (suspendedAt) throw new AppError('account_suspended', 'This account is suspended. Contact support.');
}
