import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** Names a wait once for those who listen; the skeletons inside are silent. */
export function Loading({ children }: { children: ReactNode }) {
  const t = useTranslations('states');
  return (
    <div data-slot="loading" role="status" aria-busy="true">
      <span className="sr-only">{t('loading')}</span>
      {children}
    </div>
  );
}
