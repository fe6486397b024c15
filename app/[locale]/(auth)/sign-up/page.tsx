import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthHead, BackToSignIn } from '#components/auth/auth-page.tsx';
import { PROVIDERS } from '#lib/auth/identities.ts';
import { readNext } from '#lib/auth/return-path.ts';
import { currentUser } from '#lib/auth/session.ts';
import { env } from '#lib/config/env.ts';
import type { SearchParams } from '#lib/http/search-params.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { SignUp } from './sign-up.tsx';

interface Props extends LocaleParams {
  searchParams: SearchParams<'callbackUrl'>;
}

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.signUp' });
  return { title: t('title') };
}

export default async function SignUpPage({ params, searchParams }: Props) {
  const locale = await readLocale(params);
  const next = await readNext(searchParams, locale);
  if (await currentUser()) redirect(next);
  if (env.SIGN_UP === 'closed') return <Closed />;
  return <SignUp next={next} providers={PROVIDERS} isByInvitation={env.SIGN_UP === 'invite_only'} />;
}

async function Closed() {
  const t = await getTranslations('auth.signUp');
  return (
    <>
      <AuthHead title={t('closedTitle')}>{t('closed')}</AuthHead>
      <BackToSignIn />
    </>
  );
}
