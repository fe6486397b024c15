'use client';

import { useTranslations } from 'next-intl';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { useTab } from '#components/layout/tab-account.tsx';
import { toast, toastError } from '#components/ui/toaster.tsx';
import { useFailureWords } from './failure-words.ts';
import { useKeyDesk } from './key-desk.tsx';

/** Enables or disables keys at once, and offers to undo it. */
export function useSwitchKeys(): (ids: string[], isEnabled: boolean) => Promise<void> {
  const t = useTranslations('keys.switch');
  const { actions } = useKeyDesk();
  const withProof = useStepUp();
  const explain = useFailureText();
  const words = useFailureWords();
  const { refresh } = useTab();
  return async function switchKeys(ids, isEnabled) {
    const result = await withProof(() => actions.setEnabled({ ids, isEnabled })).catch(() => null);
    refresh();
    if (!result?.ok) {
      return toastError(result ? explain(result.error, words) : words.unreachable);
    }
    const { changed, unchanged } = result.data;
    const undo = { label: t('undo'), onClick: () => void switchKeys(changed, !isEnabled) };
    toast.success(t(isEnabled ? 'enabled' : 'disabled', { count: changed.length || ids.length }), {
      ...(changed.length > 0 && { action: undo }),
      ...(unchanged > 0 && { description: t('unchanged', { count: unchanged }) }),
    });
  };
}
