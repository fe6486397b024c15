'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { cn } from '#components/ui/class-names.ts';

interface FormSectionProps {
  title: ReactNode;
  /** What is chosen now, read while the section is closed. */
  summary: ReactNode;
  /** Opens it, so that a mistake inside is seen. */
  hasProblem: boolean;
  children: ReactNode;
}

/** A step of a form that may be skipped: closed, it says what holds without it. */
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
