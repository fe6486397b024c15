'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { DialogForm } from '#components/ui/dialog-form.tsx';
import { draftOf, type KeyDraft, toSettings } from './draft.ts';
import { focusOn } from './focus-on.ts';
import { useKeyDesk } from './key-desk.tsx';
import type { KeyDialogProps } from './key-dialogs.tsx';
import { SettingsFields } from './settings-fields.tsx';
import { useDraft } from './use-draft.ts';
import { useKeyAction } from './use-key-action.ts';

export function LimitsDialog({ subject, onClosed, onChanged }: KeyDialogProps) {
  const t = useTranslations('keys.limits');
  const { actions } = useKeyDesk();
  const { run, isPending, failure } = useKeyAction(actions.update);
  const before = draftOf(subject);
  const { fields, check } = useDraft(before);
  async function submit(event: FormEvent) {
    event.preventDefault();
    const now = new Date();
    if (!check(now)) return;
    if (await run({ id: subject.id, changes: changesOf(fields.draft, before, now) })) onChanged(t('done'));
  }
  return (
    <Dialog open onOpenChange={onClosed}>
      <DialogContent
        onOpenAutoFocus={focusOn('button[aria-expanded]')}
        title={t('title', { name: subject.name })}
        description={t('text')}
        className="max-w-xl"
      >
        <DialogForm onSubmit={submit} action={t('submit')} isPending={isPending} failure={failure}>
          <SettingsFields {...fields} />
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}

/** An expiry that was not touched stays as it is: a date field knows no seconds and would move it. */
function changesOf(draft: KeyDraft, before: KeyDraft, now: Date) {
  const { expiresAt, ...settings } = toSettings(draft, now);
  const isSame = draft.expiry === before.expiry && draft.customExpiry === before.customExpiry;
  return isSame ? settings : { ...settings, expiresAt };
}
