'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { forgetLocalWork } from '#components/accounts/forget-local-work.ts';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { useKeptFocus } from '#components/ui/focus.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { SessionSummary } from '#lib/auth/sessions.ts';
import { revokeSessionAction, signOutEverywhereAction } from './actions.ts';

interface SessionRow extends Omit<SessionSummary, 'userAgent'> {
  browser: string | null;
  isCurrent: boolean;
}

export function Sessions({ sessions, now }: { sessions: SessionRow[]; now: Date }) {
  const t = useTranslations('settings.security.sessions');
  const failureText = useFailureText();
  const guard = useStepUp();
  const revokeSession = usePageAction(revokeSessionAction);
  const signOut = usePageAction(signOutEverywhereAction);
  useKeptFocus(sessions.length);
  const [error, setError] = useState<string>();
  const revoke = async (id: string) => {
    const result = await guard(() => revokeSession({ id }));
    setError(result.ok ? undefined : failureText(result.error));
  };
  const signOutEverywhere = async () => {
    const result = await guard(() => signOut(undefined));
    if (!result.ok) return failureText(result.error);
    await forgetLocalWork();
    window.location.reload();
  };
  return (
    <>
      <ul className="-my-2.5 grid">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center justify-between gap-4 border-b py-2.5 last:border-b-0">
            <SessionFacts session={session} now={now} />
            {!session.isCurrent && (
              <Button variant="ghost" className="-me-3" onClick={() => revoke(session.id)}>
                {t('revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FormError>{error}</FormError>
      <div>
        <ConfirmDialog
          trigger={<Button>{t('everywhere')}</Button>}
          title={t('everywhere')}
          description={t('everywhereText')}
          action={t('everywhere')}
          onConfirm={signOutEverywhere}
        />
      </div>
    </>
  );
}

function SessionFacts({
  session: { browser, ip, method, lastSeenAt, isCurrent },
  now,
}: {
  session: SessionRow;
  now: Date;
}) {
  const t = useTranslations('settings.security.sessions');
  return (
    <div className="grid min-w-0 gap-0.5">
      <span className="flex flex-wrap items-center gap-2 font-medium">
        {browser ?? t('unknownBrowser')}
        {isCurrent && <Badge variant="success">{t('current')}</Badge>}
      </span>
      <span className="wrap-anywhere text-13 text-ink-muted">
        {[ip, t('method', { method })].filter(Boolean).join(' · ')} · <RelativeTime moment={lastSeenAt} now={now} />
      </span>
    </div>
  );
}
