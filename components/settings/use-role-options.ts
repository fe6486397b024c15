'use client';

import { useTranslations } from 'next-intl';
import { mayAssign, ROLES } from '#lib/accounts/permissions.ts';
import type { Role } from '#lib/db/generated/enums.ts';

/** The roles somebody may turn a member of one role into, by name. */
export function useRoleOptions(actor: Role, from: Role | null) {
  const t = useTranslations('settings.roles');
  return ROLES.filter((role) => mayAssign(actor, from, role)).map((value) => ({ value, label: t(value) }));
}
