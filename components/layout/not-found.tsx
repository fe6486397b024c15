import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Link } from '#lib/i18n/navigation.ts';

/** @param isPortal signed-in users get a link to their overview */
export function NotFound({ isPortal = false }: { isPortal?: boolean }) {
  const t = useTranslations('states.notFound');
  const action = (
    <Button asChild>
      <Link href={isPortal ? '/overview' : '/'}>{t(isPortal ? 'toOverview' : 'action')}</Link>
    </Button>
  );
  return (
    <ErrorState title={t('title')} action={action}>
      {t('text')}
    </ErrorState>
  );
}
