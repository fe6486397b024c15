'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AuthHead, address } from '#components/auth/auth-page.tsx';
import { useSignInSteps } from '#components/auth/sign-in-steps.ts';
import { Button } from '#components/ui/button.tsx';
import type { PendingFactor } from '#lib/auth/sign-in.ts';
import { FirstFactor, type FirstFactorProps } from './first-factor.tsx';
import { SecondFactor } from './second-factor.tsx';

interface SignInProps extends Omit<FirstFactorProps, 'onStep' | 'onTicket' | 'onLinkSent'> {
  /** The second factors to ask for after a correct first factor. */
  pending: PendingFactor | null;
}

export function SignIn({ pending, ...first }: SignInProps) {
  const [linkSentTo, setLinkSentTo] = useState<string>();
  const steps = useSignInSteps(first.next);
  if (pending) return <SecondFactor pending={pending} onTicket={steps.onTicket} />;
  if (linkSentTo) return <LinkSent email={linkSentTo} onRestart={() => setLinkSentTo(undefined)} />;
  return <FirstFactor {...first} {...steps} onLinkSent={setLinkSentTo} />;
}

/** The same whether the user exists or not. */
function LinkSent({ email, onRestart }: { email: string; onRestart: () => void }) {
  const t = useTranslations('auth.linkSent');
  return (
    <>
      <AuthHead title={t('title')} isArrival>
        {t.rich('text', { email, ...address })}
      </AuthHead>
      <Button onClick={onRestart}>{t('back')}</Button>
    </>
  );
}
