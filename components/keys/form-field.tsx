'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import type { DraftField, KeyDraft, Problems } from './draft.ts';

/** The draft and how to change it; what every part of the form is given. */
export interface DraftProps {
  draft: KeyDraft;
  problems: Problems;
  onChange: (changes: Partial<KeyDraft>) => void;
}

interface DraftInputProps extends DraftProps, Omit<ComponentProps<typeof Input>, 'onChange' | 'value' | 'name'> {
  field: DraftField;
  label: ReactNode;
  hint?: ReactNode;
}

/** One line of text of the draft, with its problem below. */
export function DraftInput({ draft, problems, onChange, field, label, hint, ...input }: DraftInputProps) {
  const t = useTranslations('keys.problems');
  const problem = problems[field];
  return (
    <Field label={label} hint={hint} error={problem && t(problem)}>
      <Input
        autoComplete="off"
        name={field}
        value={draft[field]}
        onChange={(event) => onChange({ [field]: event.target.value })}
        {...input}
      />
    </Field>
  );
}
