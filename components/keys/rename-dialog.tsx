'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Meanwhile } from '#components/edits/meanwhile.tsx';
import { useEdit } from '#components/edits/use-edit.ts';
import { Dialog, DialogContent, DialogForm } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { focusOn } from '#components/ui/focus.ts';
import { Input } from '#components/ui/input.tsx';
import { useKeyDesk } from './key-desk.tsx';
import type { KeyDialogProps } from './key-dialogs.tsx';
import { useKeyAction } from './use-key-action.ts';

export function RenameDialog({ subject, onClosed, onChanged }: KeyDialogProps) {
  const t = useTranslations('keys');
  const { actions } = useKeyDesk();
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
          <Meanwhile
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
