'use client';

import { useState } from 'react';
import { finishSignIn } from '#components/auth/finish-sign-in.ts';
import type { SignInStep } from '#lib/auth/sign-in.ts';
import { CodeForm } from './code-form.tsx';
import { FirstFactor, type FirstFactorProps } from './first-factor.tsx';
import { LinkSent } from './link-sent.tsx';

type View = { name: 'first' } | { name: 'code'; challenge: string } | { name: 'link_sent'; email: string };

interface SignInProps extends Omit<FirstFactorProps, 'onStep' | 'onTicket' | 'onLinkSent'> {
  next: string;
  /** From an identity provider's answer, for somebody with an authenticator app. */
  challenge: string | null;
}

/** The steps of signing in, on one page. */
export function SignIn({ next, challenge, ...first }: SignInProps) {
  const [view, setView] = useState<View>(challenge ? { name: 'code', challenge } : { name: 'first' });
  const onTicket = (ticket: string) => finishSignIn(ticket, next);
  const onStep = async (step: SignInStep) => {
    if (step.status === 'ticket') await onTicket(step.ticket);
    else setView({ name: 'code', challenge: step.challenge });
  };
  const restart = () => setView({ name: 'first' });
  if (view.name === 'code') return <CodeForm challenge={view.challenge} onTicket={onTicket} onRestart={restart} />;
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
