'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useState, useTransition } from 'react';
import { forgetLocalWork } from '#components/accounts/forget-local-work.ts';
import { AuthHead, address, BackToSignIn } from '#components/auth/auth-page.tsx';
import { callAction } from '#components/auth/call-action.ts';
import { forgetInvitation, recallInvitation, rememberInvitation, useMailToken } from '#components/auth/mail-token.ts';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { Button } from '#components/ui/button.tsx';
import { FormError } from '#components/ui/field.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { ActionFailure } from '#lib/auth/action-result.ts';
import type { Role } from '#lib/db/generated/enums.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { signOutAction } from '../../(portal)/actions.ts';
import { acceptInvitationAction, readInvitationAction } from '../actions.ts';

interface Offer {
  token: string;
  email: string;
  role: Role;
  organisation: string;
  /** Whether the signed-in user may accept it. */
  isReaders: boolean;
}

interface SignedIn {
  id: string;
  email: string;
}

interface InvitationProps {
  locale: Locale;
  /** Null when signed out. */
  user: SignedIn | null;
}

export function Invitation({ locale, user }: InvitationProps) {
  const t = useTranslations('auth.invitation');
  const { reading, again } = useReading();
  switch (reading.state) {
    case 'reading':
      return <AuthHead title={t('title')} />;
    case 'failed':
      return <Failed failure={reading.failure} onRetry={again} />;
    case 'gone':
      return (
        <>
          <AuthHead title={t('goneTitle')}>{t('gone')}</AuthHead>
          {!user && <BackToSignIn />}
        </>
      );
    case 'open':
      return <OpenOffer offer={reading.offer} locale={locale} user={user} />;
  }
}

type Reading =
  | { state: 'reading' }
  | { state: 'failed'; failure: ActionFailure }
  | { state: 'gone' }
  | { state: 'open'; offer: Offer };

/** Reads the offer behind the link in the e-mail. `again` repeats it. */
function useReading(): { reading: Reading; again: () => void } {
  const mailed = useMailToken();
  const [reading, setReading] = useState<Reading>({ state: 'reading' });
  const read = useCallback(async () => {
    if (mailed === undefined) return;
    const token = mailed ?? recallInvitation();
    if (!token) return setReading({ state: 'gone' });
    rememberInvitation(token);
    setReading({ state: 'reading' });
    const result = await callAction(() => readInvitationAction({ token }));
    if (!result.ok) return setReading({ state: 'failed', failure: result.error });
    if (!result.data) forgetInvitation();
    setReading(result.data ? { state: 'open', offer: { ...result.data, token } } : { state: 'gone' });
  }, [mailed]);
  useEffect(() => void read(), [read]);
  return { reading, again: read };
}

function Failed({ failure, onRetry }: { failure: ActionFailure; onRetry: () => void }) {
  const t = useTranslations('auth.invitation');
  const states = useTranslations('states');
  const failureText = useFailureText();
  return (
    <>
      <AuthHead title={t('title')} />
      <div className="grid gap-4">
        <FormError>{failureText(failure)}</FormError>
        <Button size="large" onClick={onRetry}>
          {states('error.action')}
        </Button>
      </div>
    </>
  );
}

function OpenOffer({ offer, locale, user }: InvitationProps & { offer: Offer }) {
  const t = useTranslations('auth.invitation');
  const { organisation, email, role, isReaders } = offer;
  return (
    <>
      <AuthHead title={t('join', { organisation })}>
        {t.rich('text', { organisation, role, email, ...address })}
      </AuthHead>
      {!user && <SignInFirst locale={locale} />}
      {user && isReaders && <Accept offer={offer} locale={locale} user={user} />}
      {user && !isReaders && <SignOutFirst user={user} />}
    </>
  );
}

function Accept({ offer, locale, user }: { offer: Offer; locale: Locale; user: SignedIn }) {
  const t = useTranslations('auth.invitation');
  const failureText = useFailureText();
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const accept = () =>
    startTransition(async () => {
      const result = await callAction(() => acceptInvitationAction({ userId: user.id }, { token: offer.token }));
      if (!result.ok)
        return setError(failureText(result.error, { invalid_token: t('notYours', { userEmail: user.email }) }));
      forgetInvitation();
      window.location.assign(`/${locale}/overview`);
    });
  return (
    <div className="grid gap-4">
      <FormError>{error}</FormError>
      <SubmitButton type="button" size="large" isPending={isPending} onClick={accept}>
        {t('accept')}
      </SubmitButton>
    </div>
  );
}

/** The browser stores the invitation, so that the next user who signs in can accept it. */
function SignOutFirst({ user }: { user: SignedIn }) {
  const t = useTranslations('auth.invitation');
  const shell = useTranslations('shell');
  const failureText = useFailureText();
  const [error, setError] = useState<string>();
  const signOut = async () => {
    const result = await callAction(() => signOutAction({ userId: user.id }, undefined));
    if (!result.ok && result.error.code !== 'unauthenticated') return setError(failureText(result.error));
    await forgetLocalWork();
    window.location.reload();
  };
  return (
    <div className="grid gap-4">
      <FormError>{error ?? t('notYours', { userEmail: user.email })}</FormError>
      <Button size="large" onClick={signOut}>
        {shell('menu.signOut')}
      </Button>
    </div>
  );
}

function SignInFirst({ locale }: { locale: Locale }) {
  const t = useTranslations('auth.invitation');
  const query = { callbackUrl: `/${locale}/invitation` };
  return (
    <div className="grid gap-2">
      <Button asChild variant="primary" size="large">
        <Link href={{ pathname: '/sign-up', query }}>{t('signUp')}</Link>
      </Button>
      <Button asChild size="large">
        <Link href={{ pathname: '/sign-in', query }}>{t('signIn')}</Link>
      </Button>
    </div>
  );
}
