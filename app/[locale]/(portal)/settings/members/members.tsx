'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import type { Conflict } from '#components/edits/use-edit.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { useTab } from '#components/layout/tab-account.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { useKeptFocus } from '#components/ui/focus.ts';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { mayAssign, ROLES } from '#lib/accounts/permissions.ts';
import type { Role } from '#lib/db/generated/enums.ts';
import type { Member } from '#lib/organisations/queries.ts';
import { changeRoleAction, removeMemberAction } from './actions.ts';

interface MembersProps {
  members: Member[];
  /** The current user. */
  selfId: string;
  role: Role;
}

export function Members({ members, selfId, role }: MembersProps) {
  useKeptFocus(members.length);
  return (
    <ul className="-my-2.5 grid">
      {members.map((member) => (
        <MemberRow key={member.userId} member={member} isSelf={member.userId === selfId} actor={role} />
      ))}
    </ul>
  );
}

interface MemberRowProps {
  member: Member;
  isSelf: boolean;
  actor: Role;
}

function MemberRow({ member, isSelf, actor }: MemberRowProps) {
  const { userId, email, name, role } = member;
  const t = useTranslations('settings.members');
  const roles = useTranslations('settings.roles');
  const failureText = useFailureText();
  const guard = useStepUp();
  const { refresh } = useTab();
  const removeMember = usePageAction(removeMemberAction);
  const options = useRoleOptions(actor, role);
  const { change, error, edit, save } = useRoleChange(member);
  const remove = async () => {
    const result = await guard(() => removeMember({ userId }));
    return result.ok ? undefined : failureText(result.error, { conflict: t('lastOwner') });
  };
  return (
    <li className="grid gap-2 border-b py-2.5 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="flex min-w-0 grow items-center gap-3 max-sm:basis-full">
          <Avatar name={name ?? email} />
          <div className="grid min-w-0 gap-0.5">
            <span className="flex min-w-0 items-center gap-2 font-medium">
              <span className="wrap-anywhere">{name ?? email}</span>
              {isSelf && <Badge variant="neutral">{t('you')}</Badge>}
            </span>
            {name && <span className="wrap-anywhere text-13 text-ink-muted">{email}</span>}
          </div>
        </div>
        {options.length > 0 ? (
          <Select
            aria-label={t('roleOf', { name: name ?? email })}
            className="w-40 max-sm:ms-9"
            options={options}
            value={role}
            onValueChange={(value) => change(value as Role)}
          />
        ) : (
          <span className="text-13 text-ink-muted max-sm:ms-9">{roles(role)}</span>
        )}
        {(isSelf || mayAssign(actor, role, null)) && (
          <div className="-me-3 flex justify-end max-sm:grow sm:w-28">
            <ConfirmDialog
              trigger={<Button variant="ghost">{t(isSelf ? 'leave' : 'remove')}</Button>}
              title={isSelf ? t('leaveTitle') : t('removeTitle', { name: name ?? email })}
              description={t(isSelf ? 'leaveText' : 'removeText')}
              action={t(isSelf ? 'leave' : 'remove')}
              onConfirm={remove}
            />
          </div>
        )}
      </div>
      <FormError>{error}</FormError>
      <ConflictNotice
        edit={edit}
        nameOf={() => t('role')}
        textOf={(_, value) => roles(value as Role)}
        onSave={save}
        onTake={refresh}
      />
    </li>
  );
}

/** Changes a member's role at once, unless it differs from the role that was shown. */
function useRoleChange({ userId, email, name, role }: Member) {
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

/** The roles that an actor may assign to a member, with their names. */
export function useRoleOptions(actor: Role, from: Role | null) {
  const t = useTranslations('settings.roles');
  return ROLES.filter((role) => mayAssign(actor, from, role)).map((value) => ({ value, label: t(value) }));
}
