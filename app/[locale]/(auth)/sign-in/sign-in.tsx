'use client';

import { useState } from 'react';
import { useSignInSteps } from '#components/auth/use-sign-in-steps.ts';
import type { PendingFactor } from '#lib/auth/sign-in.ts';
import { FirstFactor, type FirstFactorProps } from './first-factor.tsx';
import { LinkSent } from './link-sent.tsx';
import { SecondFactor } from './second-factor.tsx';

interface SignInProps extends Omit<FirstFactorProps, 'onStep' | 'onTicket' | 'onLinkSent'> {
  /** For somebody who has shown a first factor and has a second one. */
  pending: PendingFactor | null;
}

/** The steps of signing in, on one page. */
export function SignIn({ pending, ...first }: SignInProps) {
  const [linkSentTo, setLinkSentTo] = useState<string>();
  const steps = useSignInSteps(first.next);
  if (pending) return <SecondFactor pending={pending} onTicket={steps.onTicket} />;
  if (linkSentTo) return <LinkSent email={linkSentTo} onRestart={() => setLinkSentTo(undefined)} />;
  return <FirstFactor {...first} {...steps} onLinkSent={setLinkSentTo} />;
}
