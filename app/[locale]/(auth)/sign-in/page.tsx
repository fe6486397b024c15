import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PROVIDERS } from '#lib/auth/identities.ts';
import { safeReturnPath } from '#lib/auth/return-path.ts';
import { currentUser } from '#lib/auth/session.ts';
import { env } from '#lib/config/env.ts';
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
  const next = safeReturnPath(firstValue(callbackUrl), `/${locale}/overview`);
  if (await currentUser()) redirect(next);
  return (
    <SignIn
      next={next}
      providers={PROVIDERS}
      challenge={firstValue(challenge) ?? null}
      error={firstValue(error) ?? null}
      isSignUpClosed={env.SIGN_UP === 'closed'}
    />
  );
}
