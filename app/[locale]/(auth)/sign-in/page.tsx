import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { findChallenge } from '#lib/auth/answer-challenge.ts';
import { CHALLENGE_COOKIE } from '#lib/auth/cookies.ts';
import { PROVIDERS } from '#lib/auth/identities.ts';
import { readNext } from '#lib/auth/return-path.ts';
import { currentUser } from '#lib/auth/session.ts';
import { env } from '#lib/config/env.ts';
import { firstValue, type SearchParams } from '#lib/http/search-params.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { SignIn } from './sign-in.tsx';

interface Props extends LocaleParams {
  searchParams: SearchParams<'callbackUrl' | 'error' | 'step'>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.signIn' });
  return { title: t('title'), robots: { index: false } };
}

export default async function SignInPage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const { error, step } = await searchParams;
  const next = await readNext(searchParams, locale);
  const why = firstValue(error) ?? null;
  // When linking an identity fails, next-auth redirects a signed-in user to this page.
  if (await currentUser()) redirect(why ? linkingPage(locale, why) : next);
  return (
    <SignIn
      next={next}
      providers={PROVIDERS}
      pending={firstValue(step) === 'second_factor' ? await pendingFactor() : null}
      error={why}
      isSignUpClosed={env.SIGN_UP === 'closed'}
    />
  );
}

/** Returns the second factors for the challenge that a provider's callback left in a cookie. */
async function pendingFactor() {
  const challenge = (await cookies()).get(CHALLENGE_COOKIE)?.value;
  return challenge ? findChallenge(challenge) : null;
}

const linkingPage = (locale: string, error: string): string =>
  `/${locale}/settings/security?${new URLSearchParams({ error })}#identities`;
