import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PROVIDERS } from '#lib/auth/identities.ts';
import { safeReturnPath } from '#lib/auth/return-path.ts';
import { currentUser } from '#lib/auth/session.ts';
import { env } from '#lib/config/env.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { SignIn } from './sign-in.tsx';

interface Props extends LocaleParams {
  /** What is named twice in an address arrives as a list. */
  searchParams: Promise<Partial<Record<'callbackUrl' | 'error' | 'challenge', string | string[]>>>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.signIn' });
  return { title: t('title'), robots: { index: false } };
}

export default async function SignInPage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const { callbackUrl, error, challenge } = await searchParams;
  const next = safeReturnPath(firstOf(callbackUrl), `/${locale}/overview`);
  if (await currentUser()) redirect(next);
  return (
    <SignIn
      next={next}
      providers={PROVIDERS}
      challenge={firstOf(challenge) ?? null}
      error={firstOf(error) ?? null}
      isSignUpClosed={env.SIGN_UP === 'closed'}
    />
  );
}

const firstOf = (value: string | string[] | undefined): string | undefined => [value].flat()[0];
