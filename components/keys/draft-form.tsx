'use client';

import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { cn } from '#components/ui/class-names.ts';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { type DraftField, type KeyDraft, type Problems, problemsOf } from './draft.ts';

/** The draft and its change handler, for every part of the form. */
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

/** A text input of one line, with its problem below. */
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

/** Validates a draft on submit, and from then on at every change. */
export function useDraft(initial: KeyDraft): { fields: DraftProps; check: (now: Date) => boolean } {
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<Problems>({});
  const [isJudged, setJudged] = useState(false);
  const onChange = (changes: Partial<KeyDraft>) => {
    const changed = { ...draft, ...changes };
    setDraft(changed);
    if (isJudged) setProblems(problemsOf(changed, new Date()));
  };
  const check = (now: Date) => {
    const found = problemsOf(draft, now);
    setProblems(found);
    setJudged(true);
    if (found.name) document.querySelector<HTMLInputElement>('[data-slot=dialog] input[name=name]')?.focus();
    return Object.keys(found).length === 0;
  };
  return { fields: { draft, problems, onChange }, check };
}

interface FormSectionProps {
  title: ReactNode;
  /** The current values, shown while the section is closed. */
  summary: ReactNode;
  /** Opens the section, so that the error inside is visible. */
  hasProblem: boolean;
  children: ReactNode;
}

/** A collapsible, optional section. Closed, it shows the values that apply. */
export function FormSection({ title, summary, hasProblem, children }: FormSectionProps) {
  const id = useId();
  const [isOpenHere, setOpen] = useState(false);
  const isOpen = isOpenHere || hasProblem;
  return (
    <div className="border-t">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="flex min-h-11 w-full items-center gap-3 rounded-tick py-1 text-start"
        >
          <span className="font-medium text-13">{title}</span>
          <span className="min-w-0 grow truncate text-end font-normal text-13 text-ink-muted">{summary}</span>
          <ChevronDown
            aria-hidden
            className={cn('size-4 shrink-0 text-ink-faint transition-transform', isOpen && 'rotate-180')}
          />
        </button>
      </h3>
      <div id={id} hidden={!isOpen} className="grid gap-3 pt-1 pb-4">
        {children}
      </div>
    </div>
  );
}
