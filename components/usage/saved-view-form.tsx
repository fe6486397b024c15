'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field, Label } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';

export interface ViewSettings {
  name: string;
  isShared: boolean;
}

interface SavedViewFormProps {
  /** The label of the button. */
  action: string;
  view?: ViewSettings;
  mayShare: boolean;
  isPending: boolean;
  onSave: (settings: ViewSettings) => void;
}

/** The name of a view, and who sees it. */
export function SavedViewForm({ action, view, mayShare, isPending, onSave }: SavedViewFormProps) {
  const t = useTranslations('usage.saved');
  const invalid = useTranslations('auth.invalid');
  const id = useId();
  const [name, setName] = useState(view?.name ?? '');
  const [isShared, setShared] = useState(view?.isShared ?? false);
  const [isNameMissing, setNameMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isMissing = name.trim() === '';
    setNameMissing(isMissing);
    if (!isMissing && !isPending) onSave({ name, isShared });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field label={t('name')} error={isNameMissing ? invalid('name') : undefined}>
        <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={80} autoComplete="off" />
      </Field>
      {mayShare && (
        <span className="flex items-center gap-2 touch:h-11">
          <Checkbox id={id} checked={isShared} onCheckedChange={setShared} />
          <Label htmlFor={id} className="font-normal">
            {t('share')}
          </Label>
        </span>
      )}
      <Button type="submit" variant="primary" className="justify-self-start" aria-busy={isPending || undefined}>
        {action}
      </Button>
    </form>
  );
}
