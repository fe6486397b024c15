import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Link } from '#lib/i18n/navigation.ts';

export function NotFound() {
  const t = useTranslations('states.notFound');
  const action = (
    <Button asChild>
      <Link href="/">{t('action')}</Link>
    </Button>
  );
  return (
    <ErrorState title={t('title')} action={action}>
      {t('text')}
    </ErrorState>
  );
}
