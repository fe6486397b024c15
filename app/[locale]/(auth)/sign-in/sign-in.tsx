'use client';

import { useState } from 'react';
import { finishSignIn } from '#components/auth/finish-sign-in.ts';
import type { PendingFactor, SignInStep } from '#lib/auth/sign-in.ts';
import { FirstFactor, type FirstFactorProps } from './first-factor.tsx';
import { LinkSent } from './link-sent.tsx';
import { SecondFactor } from './second-factor.tsx';

type View = { name: 'first' } | { name: 'second'; pending: PendingFactor } | { name: 'link_sent'; email: string };

interface SignInProps extends Omit<FirstFactorProps, 'onStep' | 'onTicket' | 'onLinkSent'> {
  next: string;
  /** For somebody who has shown a first factor and has a second one. */
  pending: PendingFactor | null;
}

/** The steps of signing in, on one page. */
export function SignIn({ next, pending, ...first }: SignInProps) {
  const [view, setView] = useState<View>(pending ? { name: 'second', pending } : { name: 'first' });
  const onTicket = (ticket: string) => finishSignIn(ticket, next);
  const onStep = async (step: SignInStep) => {
    if (step.status === 'ticket') return onTicket(step.ticket);
    setView({ name: 'second', pending: step });
    return null;
  };
  const restart = () => setView({ name: 'first' });
  if (view.name === 'second') return <SecondFactor pending={view.pending} onTicket={onTicket} onRestart={restart} />;
  if (view.name === 'link_sent') return <LinkSent email={view.email} onRestart={restart} />;
  return (
    <FirstFactor
      {...first}
      next={next}
      onStep={onStep}
      onTicket={onTicket}
      onLinkSent={(email) => setView({ name: 'link_sent', email })}
    />
  );
}
