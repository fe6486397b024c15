'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { isOutdated } from '#components/ui/outdated.ts';

export interface PageErrorProps {
  error: unknown;
  retry: () => void;
}

/** The error boundary's page. The digest identifies the log entry. */
export function PageError({ error, retry }: PageErrorProps) {
  const t = useTranslations('states.error');
  if (isOutdated(error)) return <PageOutdated />;
  return (
    <ErrorState title={t('title')} reference={digestOf(error)} action={<Button onClick={retry}>{t('action')}</Button>}>
      {t('text')}
    </ErrorState>
  );
}

function PageOutdated() {
  const t = useTranslations('states.outdated');
  return (
    <ErrorState title={t('title')} action={<Button onClick={() => window.location.reload()}>{t('action')}</Button>}>
      {t('text')}
    </ErrorState>
  );
}

const digestOf = (error: unknown) =>
  error instanceof Error && 'digest' in error && typeof error.digest === 'string' ? error.digest : undefined;
