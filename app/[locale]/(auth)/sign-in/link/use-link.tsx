'use client';

import { useState } from 'react';
import { finishSignIn } from '#components/auth/finish-sign-in.ts';
import { MailStep } from '#components/auth/mail-step.tsx';
import type { PendingFactor } from '#lib/auth/sign-in.ts';
import { redeemLinkAction } from '../actions.ts';
import { SignIn } from '../sign-in.tsx';

export function UseLink({ next }: { next: string }) {
  const [pending, setPending] = useState<PendingFactor>();
  if (pending) return <SignIn next={next} pending={pending} providers={[]} error={null} isSignUpClosed />;
  return (
    <MailStep
      step="link"
      onConfirm={(token) => redeemLinkAction({ token })}
      follow={async (step) => {
        if (step.status === 'ticket') return finishSignIn(step.ticket, next);
        setPending(step);
        return null;
      }}
    />
  );
}
