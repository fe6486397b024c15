import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AuthHead } from '#components/auth/auth-head.tsx';
import { Button } from '#components/ui/button.tsx';
import { PROVIDERS } from '#lib/auth/identities.ts';
import { currentUser } from '#lib/auth/session.ts';
import { env } from '#lib/config/env.ts';
import { Link } from '#lib/i18n/navigation.ts';
import { type LocaleParams, readLocale } from '#lib/i18n/params.ts';
import { SignUp } from './sign-up.tsx';

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const t = await getTranslations({ locale: await readLocale(params), namespace: 'auth.signUp' });
  return { title: t('title') };
}

export default async function SignUpPage({ params }: LocaleParams) {
  const locale = await readLocale(params);
  if (await currentUser()) redirect(`/${locale}/overview`);
  if (env.SIGN_UP === 'closed') return <Closed />;
  return <SignUp locale={locale} providers={PROVIDERS} isByInvitation={env.SIGN_UP === 'invite_only'} />;
}

async function Closed() {
  const t = await getTranslations('auth.signUp');
  return (
    <>
      <AuthHead title={t('closedTitle')}>{t('closed')}</AuthHead>
      <Button asChild>
        <Link href="/sign-in">{t('toSignIn')}</Link>
      </Button>
    </>
  );
}
