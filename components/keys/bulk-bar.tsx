'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useTab } from '#components/layout/tab-account.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { KeyView } from './key-view.ts';
import { useRevoke, useSwitchKeys } from './use-key-action.ts';

/** Actions for all selected keys. The bar floats, so its appearance moves nothing. */
export function BulkBar({ selected, onClear }: { selected: readonly KeyView[]; onClear: () => void }) {
  const t = useTranslations('keys.bulk');
  const { refresh } = useTab();
  const switchKeys = useSwitchKeys();
  const revoke = useRevoke();
  const count = selected.length;
  const ids = selected.map(({ id }) => id);
  const switchAll = async (isEnabled: boolean) => {
    await switchKeys(ids, isEnabled);
    onClear();
  };
  return (
    <section
      aria-label={t('label')}
      className="fixed inset-x-4 bottom-4 z-30 mx-auto flex w-fit max-sm:w-auto max-w-[calc(100vw-2rem)] flex-wrap items-center gap-2 rounded-panel border bg-raised px-3 py-2 shadow-float"
    >
      <Button variant="ghost" size="icon" className="-ms-1" aria-label={t('clear')} onClick={onClear}>
        <X aria-hidden />
      </Button>
      <span role="status" className="figures me-2 text-13 max-sm:basis-[calc(100%-4rem)]">
        {t('count', { count })}
      </span>
      {selected.some(({ disabledAt }) => disabledAt) && <Button onClick={() => switchAll(true)}>{t('enable')}</Button>}
      {selected.some(({ disabledAt }) => !disabledAt) && (
        <Button onClick={() => switchAll(false)}>{t('disable')}</Button>
      )}
      <ConfirmDialog
        trigger={<Button variant="danger">{t('revoke')}</Button>}
        title={t('revokeTitle', { count })}
        description={t('revokeText')}
        action={t('revokeSubmit', { count })}
        typedName={t('revokePhrase', { count })}
        onConfirm={async () => {
          const failure = await revoke(ids);
          if (failure) return failure;
          toast.success(t('revoked', { count }));
          onClear();
          refresh();
        }}
      />
    </section>
  );
}
