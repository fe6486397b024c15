'use client';

import { useTranslations } from 'next-intl';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { deleteUserAction } from './actions.ts';

export function DeleteUser({ email }: { email: string }) {
  const t = useTranslations('settings.data');
  const failureText = useFailureText();
  const guard = useStepUp();
  const deleteUser = usePageAction(deleteUserAction);
  const remove = async () => {
    const result = await guard(() => deleteUser({ email }));
    return result.ok ? undefined : failureText(result.error, { conflict: t('ownsOrganisation') });
  };
  return (
    <div>
      <ConfirmDialog
        trigger={<Button variant="danger">{t('delete')}</Button>}
        title={t('deleteTitle')}
        description={t('deleteWarning')}
        action={t('delete')}
        typedName={email}
        onConfirm={remove}
      />
    </div>
  );
}
