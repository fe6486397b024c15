import type { Role } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';

const EVERYBODY = ['owner', 'admin', 'developer', 'billing', 'viewer'] as const;

/** The roles that have each permission. An action without an entry is forbidden. */
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

/** From most to least powerful. */
export const ROLES = EVERYBODY satisfies readonly Role[];

/** Whether a role may change a member from one role to another. Only owners add, change and remove owners. */
export const mayAssign = (actor: Role, from: Role | null, to: Role | null): boolean =>
  may(actor, 'members:manage') && (actor === 'owner' || (from !== 'owner' && to !== 'owner'));

/** @throws account_suspended: then the API refuses the account's keys, and sessions used in their place */
export function assertNotSuspended({ suspendedAt }: { suspendedAt: Date | null }): void {
  if (suspendedAt) throw new AppError('account_suspended', 'This account is suspended. Contact support.');
}
