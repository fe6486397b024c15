import type { Role } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';

const EVERYBODY = ['owner', 'admin', 'developer', 'billing', 'viewer'] as const;

/** Who may do what in an account. What is not listed is not allowed. */
export const PERMISSIONS = {
  'account:read': EVERYBODY,
  'account:update': ['owner', 'admin'],
  'members:read': EVERYBODY,
  'members:manage': ['owner', 'admin'],
  'keys:read': ['owner', 'admin', 'developer', 'viewer'],
  'keys:manage': ['owner', 'admin', 'developer'],
  'playground:use': ['owner', 'admin', 'developer'],
  'usage:read': EVERYBODY,
  'logs:read': ['owner', 'admin', 'developer', 'viewer'],
  'content:read': ['owner', 'admin', 'developer'],
  'content:manage': ['owner', 'admin'],
  'billing:read': ['owner', 'admin', 'billing', 'viewer'],
  'billing:manage': ['owner', 'admin', 'billing'],
  'audit:read': ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const may = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** From most to least. */
export const ROLES = EVERYBODY satisfies readonly Role[];

/** Whether somebody may turn a member of one role into one of another. Only owners make, change and unmake owners. */
export const mayAssign = (actor: Role, from: Role | null, to: Role | null): boolean =>
  may(actor, 'members:manage') && (actor === 'owner' || (from !== 'owner' && to !== 'owner'));

/** @throws account_suspended: then the API answers neither the account's keys nor a session in their place */
export function assertNotSuspended({ suspendedAt }: { suspendedAt: Date | null }): void {
  if (suspendedAt) throw new AppError('account_suspended', 'This account is suspended. Contact support.');
}
