'use client';

import { useTranslations } from 'next-intl';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import { useAuthHref } from './use-auth-href.ts';

/** The way on from a page where nothing else is left to do. */
export function BackToSignIn({ variant }: Pick<ButtonProps, 'variant'>) {
  const t = useTranslations('auth.reset');
  const toHref = useAuthHref();
  return (
    <Button asChild variant={variant}>
      <Link href={toHref('/sign-in')}>{t('back')}</Link>
    </Button>
  );
}
