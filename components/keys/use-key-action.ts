'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { isConflict } from '#components/edits/use-edit.ts';
import { useTab } from '#components/layout/tab-account.tsx';
import { toast, toastError } from '#components/ui/toaster.tsx';
import type { ActionFailure, ActionResult } from '#lib/auth/action-result.ts';
import { useKeyDialogData } from './key-dialog-context.tsx';

/**
 * Runs a server action, and asks for step-up authentication when the server requires it.
 * `run` resolves to the action's result, or to null on failure. Then `failure` or the conflict notice explains it.
 */
export function useKeyAction<I, T>(action: (input: I) => Promise<ActionResult<T>>) {
  const withProof = useStepUp();
  const explain = useFailureText();
  const words = useFailureWords();
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  async function run(input: I): Promise<{ data: T } | null> {
    if (isPending) return null;
    setPending(true);
    setFailure(undefined);
    try {
      const result = await withProof(() => action(input));
      if (result.ok) return { data: result.data };
      if (isCapOrder(result.error)) setFailure(words.capsChanged);
      else if (!isConflict(result.error)) setFailure(explain(result.error, words));
    } catch {
      setFailure(words.unreachable);
    } finally {
      setPending(false);
    }
    return null;
  }

  return { run, isPending, failure, forget: () => setFailure(undefined) };
}

/** The form has checked the caps it shows, so the conflicting cap is newer than the page. */
const isCapOrder = ({ code, param }: ActionFailure) => code === 'invalid_value' && /^cap[A-Z]/.test(param ?? '');

/** Enables or disables keys immediately, and offers an undo. */
export function useSwitchKeys(): (ids: string[], isEnabled: boolean) => Promise<void> {
  const t = useTranslations('keys.switch');
  const { actions } = useKeyDialogData();
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

/** Revokes keys. Resolves to an error message, or to undefined on success. */
export function useRevoke(): (ids: string[]) => Promise<string | undefined> {
  const { actions } = useKeyDialogData();
  const withProof = useStepUp();
  const explain = useFailureText();
  const words = useFailureWords();
  return async (ids) => {
    const result = await withProof(() => actions.revoke({ ids })).catch(() => null);
    if (!result) return words.unreachable;
    return result.ok ? undefined : explain(result.error, words);
  };
}

/** Messages for common failures of key actions. */
export function useFailureWords() {
  const t = useTranslations('keys.failures');
  return {
    conflict: t('conflict'),
    not_found: t('notFound'),
    forbidden: t('forbidden'),
    invalid_value: t('invalidValue'),
    email_unverified: t('unverified'),
    step_up_required: t('notProved'),
    capsChanged: t('capsChanged'),
    unreachable: t('unreachable'),
  };
}
