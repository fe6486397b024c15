import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Link } from '#lib/i18n/navigation.ts';

/** For a page of one's own account that one's role does not include. What belongs to others is not found instead. */
export function Forbidden() {
  const t = useTranslations('states.forbidden');
  const action = (
    <Button asChild>
      <Link href="/overview">{t('action')}</Link>
    </Button>
  );
  return (
    <ErrorState title={t('title')} action={action}>
      {t('text')}
    </ErrorState>
  );
}
