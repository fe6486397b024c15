import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PROVIDERS } from '#lib/auth/identities.ts';
import { safeReturnPath, withoutOrigin } from '#lib/auth/return-path.ts';
import { currentUser } from '#lib/auth/session.ts';
import { env, publicUrl } from '#lib/config/env.ts';
import { firstValue, type SearchParams } from '#lib/http/search-params.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { SignIn } from './sign-in.tsx';

interface Props extends LocaleParams {
  searchParams: SearchParams<'callbackUrl' | 'error' | 'challenge'>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.signIn' });
  return { title: t('title'), robots: { index: false } };
}

export default async function SignInPage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const { callbackUrl, error, challenge } = await searchParams;
  const wanted = withoutOrigin(firstValue(callbackUrl) ?? '', new URL(publicUrl).origin);
  const next = safeReturnPath(wanted, `/${locale}/overview`);
  const why = firstValue(error) ?? null;
  // Somebody who is signed in comes back here when linking an identity did not work.
  if (await currentUser()) redirect(why ? linkingPage(locale, why) : next);
  return (
    <SignIn
      next={next}
      providers={PROVIDERS}
      challenge={firstValue(challenge) ?? null}
      error={why}
      isSignUpClosed={env.SIGN_UP === 'closed'}
    />
  );
}

const linkingPage = (locale: string, error: string): string =>
  `/${locale}/settings/security?${new URLSearchParams({ error })}#identities`;
