'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import type { Conflict } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { Role } from '#lib/db/generated/enums.ts';
import type { Member } from '#lib/organisations/queries.ts';
import { changeRoleAction } from './actions.ts';

/** Changes a member's role at once, unless it is no longer the one that was shown. */
export function useRoleChange({ userId, email, name, role }: Member) {
  const t = useTranslations('settings.members');
  const failureText = useFailureText();
  const guard = useStepUp();
  const changeRole = usePageAction(changeRoleAction);
  const [error, setError] = useState<string>();
  const [conflict, setConflict] = useState<Conflict<{ role: Role }> | null>(null);
  const change = async (next: Role, from: Role = role) => {
    const edit = { before: { role: from }, after: { role: next } };
    const result = await guard(() => changeRole({ userId, edit }));
    if (result.ok) toast.success(t('roleChanged', { name: name ?? email }));
    const current = result.ok ? undefined : (result.error.current as { role: Role } | undefined);
    setConflict(current ? { before: edit.before, current, mine: edit.after } : null);
    setError(result.ok || current ? undefined : failureText(result.error, { conflict: t('lastOwner') }));
  };
  const accept = () => {
    setConflict(null);
    return conflict?.current ?? {};
  };
  const save = () => change(conflict?.mine.role ?? role, conflict?.current.role);
  return { change, error, edit: { conflict, accept }, save };
}
