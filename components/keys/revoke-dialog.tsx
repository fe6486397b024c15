'use client';

import { useTranslations } from 'next-intl';
import { useStepUp } from '#components/auth/step-up.tsx';
import { useFailureText } from '#components/auth/use-failure-text.ts';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { useFailureWords } from './failure-words.ts';
import { useKeyDesk } from './key-desk.tsx';
import type { KeyDialogProps } from './key-dialogs.tsx';

export function RevokeDialog({ subject, onClosed, onChanged }: KeyDialogProps) {
  const t = useTranslations('keys.revoke');
  const revoke = useRevoke();
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClosed}
      title={t('title', { name: subject.name })}
      description={t('text')}
      action={t('submit')}
      typedName={subject.name}
      onConfirm={async () => {
        const failure = await revoke([subject.id]);
        if (!failure) onChanged(t('done', { name: subject.name }));
        return failure;
      }}
    />
  );
}

/** Revokes keys; resolves to what went wrong, in words, or to nothing. */
export function useRevoke(): (ids: string[]) => Promise<string | undefined> {
  const { actions } = useKeyDesk();
  const withProof = useStepUp();
  const explain = useFailureText();
  const words = useFailureWords();
  return async (ids) => {
    const result = await withProof(() => actions.revoke({ ids })).catch(() => null);
    if (!result) return words.unreachable;
    return result.ok ? undefined : explain(result.error, words);
  };
}
