import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** The first visit: what a key is, and the one thing to do. */
export function NoKeys({ mayManage, action }: { mayManage: boolean; action: ReactNode }) {
  const t = useTranslations('keys.none');
  return (
    <EmptyState title={t('title')} action={action}>
      {t(mayManage ? 'text' : 'readOnly')}
    </EmptyState>
  );
}
