'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ConflictNotice } from '#components/edits/conflict-notice.tsx';
import { useEdit } from '#components/edits/use-edit.ts';
import { useTab } from '#components/layout/tab-account.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog, DialogContent, DialogForm } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { focusOn } from '#components/ui/focus.ts';
import { Input } from '#components/ui/input.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { useKeyDialogData } from './key-dialog-context.tsx';
import type { KeyView } from './key-view.ts';
import { LimitsDialog } from './limits-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { useKeyAction, useRevoke } from './use-key-action.ts';

export interface KeyDialogProps {
  subject: KeyView;
  onClosed: () => void;
  /** Closes the dialog, reloads the page and shows a toast. */
  onChanged: (confirmation?: string) => void;
}

const DIALOGS = { rename: RenameDialog, limits: LimitsDialog, rotate: RotateDialog, revoke: RevokeDialog };

export type KeyDialogName = keyof typeof DIALOGS;

interface KeyDialogsProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Null while no dialog is open. */
  name: KeyDialogName | null;
  subject: KeyView;
}

/** Renders the open dialog of a key. */
export function KeyDialogs({ name, subject, onOpenChange }: KeyDialogsProps) {
  const { refresh } = useTab();
  if (!name) return null;
  const onClosed = () => onOpenChange(false);
  const Shown = DIALOGS[name];
  const onChanged = (confirmation?: string) => {
    onClosed();
    refresh();
    if (confirmation) toast.success(confirmation);
  };
  return <Shown subject={subject} onClosed={onClosed} onChanged={onChanged} />;
}

function RenameDialog({ subject, onClosed, onChanged }: KeyDialogProps) {
  const t = useTranslations('keys');
  const { actions } = useKeyDialogData();
  const edit = useEdit({ name: subject.name });
  const { run, isPending, failure } = useKeyAction((wanted: { name: string }) =>
    edit.send(wanted, (made) => actions.update({ id: subject.id, edit: made })),
  );
  const [name, setName] = useState(subject.name);
  const [isWrong, setWrong] = useState(false);
  async function save(event?: FormEvent) {
    event?.preventDefault();
    setWrong(name.trim() === '');
    if (name.trim() === '') return;
    if (await run({ name: name.trim() })) onChanged(t('rename.done'));
  }
  return (
    <Dialog open onOpenChange={onClosed}>
      <DialogContent onOpenAutoFocus={focusOn('input')} title={t('rename.title')} className="max-w-md">
        <DialogForm onSubmit={save} action={t('rename.submit')} isPending={isPending} failure={failure}>
          <Field label={t('create.name')} error={isWrong && t('problems.name')}>
            <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={80} autoComplete="off" />
          </Field>
          <ConflictNotice
            edit={edit}
            nameOf={() => t('create.name')}
            textOf={(_, value) => value}
            onSave={save}
            onTake={(theirs) => setName(theirs.name ?? name)}
          />
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}

function RevokeDialog({ subject, onClosed, onChanged }: KeyDialogProps) {
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
