'use client';

import { useTranslations } from 'next-intl';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { deleteStoredAction } from './actions.ts';

/** @param text describes the content to delete */
export function DeleteStored({ text }: { text: string }) {
  const t = useTranslations('settings.content');
  const failureText = useFailureText();
  const guard = useStepUp();
  const deleteStored = usePageAction(deleteStoredAction);
  const remove = async () => {
    const result = await guard(() => deleteStored({}));
    if (!result.ok) return failureText(result.error);
    toast.success(t('deleted'));
    return undefined;
  };
  return (
    <div>
      <ConfirmDialog
        trigger={<Button variant="danger">{t('delete')}</Button>}
        title={t('deleteTitle')}
        description={`${text} ${t('deleteText')}`}
        action={t('delete')}
        onConfirm={remove}
      />
    </div>
  );
}
