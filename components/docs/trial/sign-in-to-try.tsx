'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import { signInHere } from '../sign-in-here.ts';

/** What a stranger is offered in place of "Send". */
export function SignInToTry({ returnTo }: { returnTo: string }) {
  const t = useTranslations('trial');
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button asChild variant="primary">
        <Link href={signInHere(returnTo)}>{t('signIn')}</Link>
      </Button>
      <p className="text-13 text-ink-muted">{t('signInText')}</p>
    </div>
  );
}
