'use client';

import { useTranslations } from 'next-intl';
import { AuthHead, address } from '#components/auth/auth-head.tsx';
import { Button } from '#components/ui/button.tsx';

/** The same whether there is such a user or not. */
export function LinkSent({ email, onRestart }: { email: string; onRestart: () => void }) {
  const t = useTranslations('auth.linkSent');
  return (
    <>
      <AuthHead title={t('title')} isArrival>
        {t.rich('text', { email, ...address })}
      </AuthHead>
      <Button onClick={onRestart}>{t('back')}</Button>
    </>
  );
}
