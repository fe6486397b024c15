'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

interface RenameDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  name: string;
  onRename: (name: string) => void;
}

const LONGEST_NAME = 100;

export function RenameDialog({ isOpen, onOpenChange, name, onRename }: RenameDialogProps) {
  const t = useTranslations('playground.drafts');
  const common = useTranslations('common');
  const form = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onRename(String(new FormData(event.currentTarget).get('name') ?? '').trim());
    onOpenChange(false);
  };
  const footer = (
    <>
      <Button onClick={() => onOpenChange(false)}>{common('cancel')}</Button>
      <Button type="submit" form={form} variant="primary">
        {t('rename')}
      </Button>
    </>
  );
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title={t('rename')} footer={footer}>
        <form id={form} onSubmit={submit}>
          <Field label={t('name')} hint={t('nameHint')}>
            <Input name="name" defaultValue={name} maxLength={LONGEST_NAME} autoComplete="off" />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}
