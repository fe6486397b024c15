'use client';

import { useTranslations } from 'next-intl';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { toast, toastError } from '#components/ui/toaster.tsx';
import { useRouter } from '#lib/i18n/navigation.ts';
import { useFailureWords } from './failure-words.ts';
import { useKeyDesk } from './key-desk.tsx';

/** Enables or disables keys at once, and offers to undo it. */
export function useSwitchKeys(): (ids: string[], isEnabled: boolean) => Promise<void> {
  const t = useTranslations('keys.switch');
  const { actions } = useKeyDesk();
  const withProof = useStepUp();
  const explain = useFailureText();
  const words = useFailureWords();
  const router = useRouter();
  return async function switchKeys(ids, isEnabled) {
    const result = await withProof(() => actions.setEnabled({ ids, isEnabled })).catch(() => null);
    router.refresh();
    if (!result?.ok) {
      return toastError(result ? explain(result.error, words) : words.unreachable);
    }
    const { changed, unchanged } = result.data;
    const undo = { label: t('undo'), onClick: () => void switchKeys(ids, !isEnabled) };
    toast.success(t(isEnabled ? 'enabled' : 'disabled', { count: changed }), {
      action: undo,
      ...(unchanged > 0 && { description: t('unchanged', { count: unchanged }) }),
    });
  };
}
