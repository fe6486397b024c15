'use client';

import { useTranslations } from 'next-intl';
import { AuthHead } from '#components/auth/auth-head.tsx';
import { useAuthHref } from '#components/auth/use-auth-href.ts';
import { Button } from '#components/ui/button.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { PendingFactor } from '#lib/auth/sign-in.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { CodeForm } from './code-form.tsx';
import { PasskeyAnswer } from './passkey-answer.tsx';

interface SecondFactorProps {
  pending: PendingFactor;
  onTicket: (ticket: string) => Promise<ActionFailure>;
}

/** The step after the password, a mailed link or a provider: what the user has comes first, recovery codes always go. */
export function SecondFactor({ pending: { challenge, hasTotp, hasPasskey }, onTicket }: SecondFactorProps) {
  const t = useTranslations('auth.code');
  const toHref = useAuthHref();
  const way = { challenge, onTicket };
  return (
    <>
      <AuthHead title={t('title')} isArrival={!hasTotp}>
        {t(hasTotp ? (hasPasskey ? 'textBoth' : 'text') : 'textPasskey')}
      </AuthHead>
      {hasTotp ? <CodeForm {...way} takes="app" /> : <PasskeyAnswer {...way} variant="primary" />}
      {hasPasskey && (
        <>
          <p className="mt-6 mb-3 border-t pt-6 text-13 text-ink-muted">{t(hasTotp ? 'orPasskey' : 'orRecovery')}</p>
          {hasTotp ? <PasskeyAnswer {...way} /> : <CodeForm {...way} takes="recovery" />}
        </>
      )}
      <div className="mt-4 grid">
        <Button asChild variant="ghost">
          <Link href={toHref('/sign-in')}>{t('back')}</Link>
        </Button>
      </div>
    </>
  );
}
