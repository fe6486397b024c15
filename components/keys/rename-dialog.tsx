'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { DialogForm } from '#components/ui/dialog-form.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { focusOn } from './focus-on.ts';
import { useKeyDesk } from './key-desk.tsx';
import type { KeyDialogProps } from './key-dialogs.tsx';
import { useKeyAction } from './use-key-action.ts';

export function RenameDialog({ subject, onClosed, onChanged }: KeyDialogProps) {
  const t = useTranslations('keys.rename');
  const create = useTranslations('keys');
  const { actions } = useKeyDesk();
  const { run, isPending, failure } = useKeyAction(actions.update);
  const [name, setName] = useState(subject.name);
  const [isWrong, setWrong] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setWrong(name.trim() === '');
    if (name.trim() === '') return;
    if (await run({ id: subject.id, changes: { name } })) onChanged(t('done'));
  }
  return (
    <Dialog open onOpenChange={onClosed}>
      <DialogContent onOpenAutoFocus={focusOn('input')} title={t('title')} className="max-w-md">
        <DialogForm onSubmit={submit} action={t('submit')} isPending={isPending} failure={failure}>
          <Field label={create('create.name')} error={isWrong && create('problems.name')}>
            <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={80} autoComplete="off" />
          </Field>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
