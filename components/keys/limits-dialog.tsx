'use client';

import { useTranslations } from 'next-intl';
import type { FormEvent } from 'react';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import { useEdit } from '#components/edits/use-edit.ts';
import { Dialog, DialogContent, DialogForm } from '#components/ui/dialog.tsx';
import { focusOn } from '#components/ui/focus.ts';
import { draftOf, type KeyDraft, toDraft, toDraftPart, toLimits } from './draft.ts';
import { useDraft } from './draft-form.tsx';
import { useKeyDialogData } from './key-dialog-context.tsx';
import type { KeyDialogProps } from './key-dialogs.tsx';
import { useLimitWords } from './key-settings.tsx';
import { type KeyLimits, limitsOf, toInput } from './key-view.ts';
import { SettingsFields } from './settings-fields.tsx';
import { useKeyAction } from './use-key-action.ts';

export function LimitsDialog({ subject, onClosed, onChanged }: KeyDialogProps) {
  const t = useTranslations('keys.limits');
  const { actions } = useKeyDialogData();
  const { names, words } = useLimitWords();
  const { fields, check } = useDraft(draftOf(subject));
  const edit = useEdit(limitsOf(subject));
  const { run, isPending, failure } = useKeyAction((wanted: KeyLimits) =>
    edit.send(wanted, ({ before, after }) =>
      actions.update({ id: subject.id, edit: { before: toInput(before), after: toInput(after) } }),
    ),
  );
  async function save(event?: FormEvent) {
    event?.preventDefault();
    const now = new Date();
    if (!check(now)) return;
    if (await run(wantedOf(fields.draft, edit.shown, now))) onChanged(t('done'));
  }
  return (
    <Dialog open onOpenChange={onClosed}>
      <DialogContent
        onOpenAutoFocus={focusOn('button[aria-expanded]')}
        title={t('title', { name: subject.name })}
        description={t('text')}
        className="max-w-xl"
      >
        <DialogForm onSubmit={save} action={t('submit')} isPending={isPending} failure={failure}>
          <SettingsFields {...fields} />
          <ConflictNotice
            edit={edit}
            nameOf={(field) => names[field]}
            textOf={(field, value) => words[field](value)}
            onSave={save}
            onTake={(theirs) => fields.onChange(toDraftPart(theirs))}
          />
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}

/** Keeps an untouched expiry, because a date field drops seconds and would change it. */
function wantedOf(draft: KeyDraft, shown: KeyLimits, now: Date): KeyLimits {
  const { expiry, customExpiry } = toDraft(shown);
  const limits = toLimits(draft, now);
  return draft.expiry === expiry && draft.customExpiry === customExpiry
    ? { ...limits, expiresAt: shown.expiresAt }
    : limits;
}
