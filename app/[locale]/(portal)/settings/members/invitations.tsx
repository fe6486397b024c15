'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/field.tsx';
import { useKeptFocus } from '#components/ui/focus.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Role } from '#lib/db/generated/enums.ts';
import { revokeInvitationAction } from './actions.ts';

interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  expiresAt: Date;
}

/** Offers nobody has taken yet. */
export function Invitations({ invitations, now }: { invitations: InvitationRow[]; now: Date }) {
  const t = useTranslations('settings.members');
  const roles = useTranslations('settings.roles');
  const failureText = useFailureText();
  const guard = useStepUp();
  const revokeInvitation = usePageAction(revokeInvitationAction);
  const [error, setError] = useState<string>();
  useKeptFocus(invitations.length);
  const revoke = async (id: string) => {
    const result = await guard(() => revokeInvitation({ id }));
    setError(result.ok ? undefined : failureText(result.error));
  };
  if (invitations.length === 0) return null;
  return (
    <>
      <h3 className="pt-2 font-medium text-13 text-ink-muted">{t('open')}</h3>
      <ul className="-my-2.5 grid">
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id} className="flex items-center justify-between gap-4 border-b py-2.5 last:border-b-0">
            <div className="grid min-w-0 gap-0.5">
              <span className="wrap-anywhere font-medium">{email}</span>
              <span className="text-13 text-ink-muted">
                {roles(role)} · {t('expires')} <RelativeTime moment={expiresAt} now={now} />
              </span>
            </div>
            <Button variant="ghost" className="-me-3" onClick={() => revoke(id)}>
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <FormError>{error}</FormError>
    </>
  );
}
