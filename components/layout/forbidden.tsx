import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Link } from '#lib/i18n/navigation.ts';

/** For pages of the user's account that their role excludes. Resources of other accounts are not found instead. */
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
