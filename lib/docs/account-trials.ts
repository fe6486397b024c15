import type { Permission } from '#lib/accounts/permissions.ts';
import type { OperationId } from './openapi/operations.ts';

/** The account calls that a signed-in reader may try without a key, and the permission each needs. */
export const ACCOUNT_TRIALS = {
  getKey: 'keys:read',
  getCredits: 'billing:read',
  getUsage: 'usage:read',
  getGeneration: 'logs:read',
} as const satisfies Partial<Record<OperationId, Permission>>;

export type AccountTrial = keyof typeof ACCOUNT_TRIALS;

export const isAccountTrial = (id: string): id is AccountTrial => Object.hasOwn(ACCOUNT_TRIALS, id);
