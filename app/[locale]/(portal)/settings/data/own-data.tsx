'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { forgetLocalWork } from '#components/accounts/forget-local-work.ts';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { usePageAction } from '#components/layout/page-for.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { FormError } from '#components/ui/field.tsx';
import { deleteUserAction, exportAction } from './actions.ts';

export function ExportData() {
  const t = useTranslations('settings.data');
  const failureText = useFailureText();
  const guard = useStepUp();
  const exportData = usePageAction(exportAction);
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const run = () =>
    startTransition(async () => {
      const result = await guard(() => exportData(undefined));
      setError(result.ok ? undefined : failureText(result.error));
      if (result.ok) save(result.data);
    });
  return (
    <>
      <div>
        <Button onClick={run} aria-disabled={isPending || undefined} aria-busy={isPending || undefined}>
          {t('download')}
        </Button>
      </div>
      <FormError>{error}</FormError>
    </>
  );
}

function save(json: string): void {
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: 'tokenhub-export.json' }).click();
  URL.revokeObjectURL(url);
}

export function DeleteUser({ id, email }: { id: string; email: string }) {
  const t = useTranslations('settings.data');
  const failureText = useFailureText();
  const guard = useStepUp();
  const deleteUser = usePageAction(deleteUserAction);
  const remove = async () => {
    const result = await guard(() => deleteUser({ email })).catch(async (redirect) => {
      // The user is gone: the answer is a redirect, which the router goes on with.
      await forgetLocalWork(id);
      throw redirect;
    });
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
