import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#lib/i18n/navigation.ts';

/** The way on from a page where nothing else is left to do. */
export function BackToSignIn() {
  const t = useTranslations('auth.reset');
  return (
    <Button asChild>
      <Link href="/sign-in">{t('back')}</Link>
    </Button>
  );
}
