'use client';

import { MailStep } from '#components/auth/mail-step.tsx';
import { useSignInSteps } from '#components/auth/sign-in-steps.ts';
import { redeemLinkAction } from '../../actions.ts';

export function UseLink({ next }: { next: string }) {
  const { onStep } = useSignInSteps(next);
  return <MailStep step="link" onConfirm={(token) => redeemLinkAction({ token })} follow={onStep} />;
}
